package io.tunnelwatch.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The latest that is known of one notice on its way through one channel.
 *
 * @param failure why it has not arrived; absent when it has
 * @param permanent whether the channel gave up
 */
public record Delivery(
        UUID alertId, String channel, Notice notice, Instant at, Optional<String> failure, boolean permanent) {

    /** What a delivery event says. */
    public static Delivery of(AlertEvent.Delivered event) {
        return new Delivery(event.alertId(), event.channel(), event.notice(), event.at(), Optional.empty(), false);
    }

    /** What a delivery event says. */
    public static Delivery of(AlertEvent.DeliveryFailed event) {
        return new Delivery(
                event.alertId(),
                event.channel(),
                event.notice(),
                event.at(),
                Optional.of(event.reason()),
                event.permanent());
    }

    /** Whether both speak of the same notice in the same channel, so that the later one counts. */
    public boolean sameNotice(Delivery other) {
        return alertId.equals(other.alertId) && channel.equals(other.channel) && notice == other.notice;
    }
}
