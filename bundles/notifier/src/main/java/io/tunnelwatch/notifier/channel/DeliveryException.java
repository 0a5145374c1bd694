package io.tunnelwatch.notifier.channel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other side has not confirmed a message. The text says why and what to do, and never holds a secret. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final @Nullable Duration retryAfter;

    private DeliveryException(
            String message, boolean permanent, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** It may work later: it is tried again with backoff. */
    public static DeliveryException temporary(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, false, null, cause);
    }

    /** It may work later, and the other side asked not to be tried earlier than this. */
    public static DeliveryException after(Duration retryAfter, String message) {
        return new DeliveryException(message, false, retryAfter, null);
    }

    /** This message will never be taken: it becomes a dead letter, and the next one is sent. */
    public static DeliveryException permanent(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, true, null, cause);
    }

    /** Whether it is of no use to send this message again. */
    public boolean isPermanent() {
        return permanent;
    }

    /** What the other side asked for. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
