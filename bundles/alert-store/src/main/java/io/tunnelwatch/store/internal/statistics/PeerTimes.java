package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.Availability;
import io.tunnelwatch.store.internal.query.AlertRow;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long one peer was there, from its alerts in the order of raising. It keeps a few numbers, however many alerts
 * come. For one thread.
 */
final class PeerTimes {

    private final Period period;
    private final Troubles troubles;
    private long own;
    private long outage;
    private long unknown;
    /** Up to here all is counted. */
    private long counted;

    private boolean seen;
    private OptionalLong removedAt = OptionalLong.empty();

    PeerTimes(Period period, Troubles troubles) {
        this.period = period;
        this.troubles = troubles;
        this.outage = troubles.outage();
        this.unknown = troubles.unknown().total();
        this.counted = period.from();
    }

    /** Adds an alert. */
    void add(AlertRow alert) {
        long start = period.start(alert);
        switch (alert.kind()) {
            case PEER_DOWN, PEER_NEVER, PEER_FLAPPING -> {
                isThere(start);
                down(start, period.end(alert));
            }
            case PEER_REMOVED -> removedAt = removedAt.isPresent() ? removedAt : OptionalLong.of(start);
            case PEER_ADDED -> {
                removedAt = seen ? removedAt : OptionalLong.of(period.from());
                isThere(start);
            }
            default -> isThere(start);
        }
        seen = true;
    }

    /** All together, once all alerts have been added. */
    Availability availability() {
        isThere(period.to());
        return new Availability(
                period.length(),
                Duration.ofMillis(own + outage),
                Duration.ofMillis(outage),
                Duration.ofMillis(unknown));
    }

    /** Where it was removed before, nobody knows anything of the time between; not of that in which it had alerts. */
    private void isThere(long time) {
        long start = Math.max(removedAt.orElse(time), counted);
        removedAt = OptionalLong.empty();
        if (start < time) {
            unknown += time - start - troubles.unknown().within(start, time);
            outage -= troubles.outageWithin(start, time);
            counted = time;
        }
    }

    private void down(long start, long end) {
        long rest = Math.max(start, counted);
        if (rest < end) {
            own += end - rest - troubles.outageOrUnknown().within(rest, end);
            counted = end;
        }
    }
}
