package io.tunnelwatch.wg.internal.judge;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * One point in time, on both clocks.
 *
 * @param wall for people and for comparing with what a gateway prints; it may jump
 * @param nanos monotonic ({@link System#nanoTime}): only differences within one process mean something
 */
public record Moment(Instant wall, long nanos) {

    /** Now. */
    public static Moment of(InstantSource clock, LongSupplier nanoTime) {
        return new Moment(clock.instant(), nanoTime.getAsLong());
    }
}
