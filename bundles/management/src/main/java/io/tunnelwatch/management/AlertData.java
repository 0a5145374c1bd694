package io.tunnelwatch.management;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** An alert, as composite data with the names of the JSON. Its texts come from outside. */
@ProviderType
public interface AlertData {

    /** A UUID. */
    String getId();

    /** {@code PEER_DOWN} and others. */
    String getKind();

    /** {@code INFO}, {@code WARNING}, {@code CRITICAL}. */
    String getSeverity();

    /** {@code OPEN}, {@code ACKNOWLEDGED}, {@code RESOLVED}. */
    String getState();

    /** The name of the gateway. */
    @Nullable
    String getGateway();

    /** The WireGuard interface. */
    @Nullable
    String getInterface();

    /** The public key of the peer. */
    @Nullable
    String getPeerKey();

    /** The name of the peer. */
    @Nullable
    String getPeerName();

    /** One line for people. */
    String getSummary();

    /** Of the peer. */
    String[] getTags();

    /** How often the trouble set in. */
    int getOccurrences();

    /** When it was raised. */
    String getRaisedAt();

    /** When the trouble set in last. */
    String getLastSeenAt();

    /** When an operator took it on. */
    @Nullable
    String getAcknowledgedAt();

    /** Who that was. */
    @Nullable
    String getAcknowledgedBy();

    /** When it ended. */
    @Nullable
    String getResolvedAt();

    /** Who ended it; {@code tunnelwatch} when it ended by itself. */
    @Nullable
    String getResolvedBy();
}
