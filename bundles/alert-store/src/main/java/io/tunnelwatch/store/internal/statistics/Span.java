package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.Strips.Segment;
import io.tunnelwatch.history.Strips.State;
import java.time.Instant;

/**
 * A time in which a peer was not simply up, in milliseconds of the epoch.
 *
 * @param to not in it
 */
record Span(State state, long from, long to) {

    boolean isEmpty() {
        return to <= from;
    }

    /** The same up to the next lines of a grid, so that it never gets shorter. */
    Span on(long grid, Period period) {
        long start = period.from() + Math.floorDiv(from - period.from(), grid) * grid;
        long end = period.from() - Math.floorDiv(period.from() - to, grid) * grid;
        return new Span(state, period.clip(start), period.clip(end));
    }

    Segment segment() {
        return new Segment(state, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }
}
