package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.Availability;
import java.time.Duration;

/**
 * What happened to all peers of a gateway, or of one of its interfaces, together. For one thread.
 *
 * @param unknown when nobody knew anything of them
 * @param outageOrUnknown then, or when an outage was open
 */
record Troubles(Intervals unknown, Intervals outageOrUnknown) {

    static final Troubles NONE = new Troubles(new Intervals(), new Intervals());

    static Troubles of(Intervals outage, Intervals unknown) {
        return new Troubles(unknown, Intervals.union(outage, unknown));
    }

    /** How long an outage was open of which something was known. */
    long outage() {
        return outageOrUnknown.total() - unknown.total();
    }

    /** The same within a span. */
    long outageWithin(long start, long end) {
        return outageOrUnknown.within(start, end) - unknown.within(start, end);
    }

    /** Of a peer to which nothing else happened. */
    Availability availability(Period period) {
        Duration outage = Duration.ofMillis(outage());
        return new Availability(period.length(), outage, outage, Duration.ofMillis(unknown.total()));
    }
}
