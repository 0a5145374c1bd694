package io.tunnelwatch.management.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.management.AlertData;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as composite data with the names of the JSON. Its texts come from outside, from what Tunnelwatch says of
 * it.
 */
public record AlertView(Alert alert) implements AlertData {

    @Override
    public String getId() {
        return alert.id().toString();
    }

    @Override
    public String getKind() {
        return alert.key().kind().name();
    }

    @Override
    public String getSeverity() {
        return alert.severity().name();
    }

    @Override
    public String getState() {
        return alert.state().name();
    }

    @Override
    public @Nullable String getGateway() {
        return alert.key().gateway().orElse(null);
    }

    @Override
    public @Nullable String getInterface() {
        return alert.key().interfaceName().orElse(null);
    }

    @Override
    public @Nullable String getPeerKey() {
        return alert.key().peerKey().orElse(null);
    }

    @Override
    public @Nullable String getPeerName() {
        return alert.peerName().orElse(null);
    }

    @Override
    public String getSummary() {
        return alert.summary();
    }

    @Override
    public String[] getTags() {
        return alert.tags().toArray(String[]::new);
    }

    @Override
    public int getOccurrences() {
        return alert.occurrences();
    }

    @Override
    public String getRaisedAt() {
        return alert.raisedAt().toString();
    }

    @Override
    public String getLastSeenAt() {
        return alert.lastSeenAt().toString();
    }

    @Override
    public @Nullable String getAcknowledgedAt() {
        return Texts.of(alert.acknowledgedAt());
    }

    @Override
    public @Nullable String getAcknowledgedBy() {
        return alert.acknowledgedBy().orElse(null);
    }

    @Override
    public @Nullable String getResolvedAt() {
        return Texts.of(alert.resolvedAt());
    }

    @Override
    public @Nullable String getResolvedBy() {
        return alert.resolvedBy().orElse(null);
    }
}
