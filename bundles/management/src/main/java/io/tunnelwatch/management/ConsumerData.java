package io.tunnelwatch.management;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who reads the log, as composite data. */
@ProviderType
public interface ConsumerData {

    /** {@code alert-store}, {@code channel.email.noc}, {@code listener.ID}. */
    String getId();

    /** {@code CURRENT}, {@code CATCHING_UP}, {@code RETRYING}, {@code ABSENT}. */
    String getState();

    /** The number of the event up to which it has taken all. */
    @Nullable
    Long getSequence();

    /** How many events it has not taken yet. */
    long getLag();

    /** Why its latest attempt failed. */
    @Nullable
    String getLastError();
}
