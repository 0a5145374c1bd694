package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.store.internal.query.AlertRow;
import java.time.Duration;
import java.time.Instant;

/**
 * The time in which peers are looked at, in milliseconds of the epoch.
 *
 * @param to not in it
 */
record Period(long from, long to) {

    static Period of(Instant from, Instant to) {
        return new Period(from.toEpochMilli(), to.toEpochMilli());
    }

    Duration length() {
        return Duration.ofMillis(to - from);
    }

    /** A time, or the end of the period that it lies outside of. */
    long clip(long time) {
        return Math.max(from, Math.min(time, to));
    }

    /** From when on an alert is open in it. */
    long start(AlertRow alert) {
        return clip(alert.raisedAt());
    }

    /** Until when. */
    long end(AlertRow alert) {
        return clip(alert.resolvedAt().orElse(to));
    }

    /** Whether an alert was raised or open in it. */
    boolean touches(AlertRow alert) {
        return alert.raisedAt() < to
                && (alert.raisedAt() >= from || alert.resolvedAt().orElse(to) > from);
    }
}
