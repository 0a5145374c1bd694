package io.tunnelwatch.wg.internal.testing;

import io.tunnelwatch.wg.internal.judge.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Two clocks held in the hand: time passes on both, and the wall clock can be set. */
public final class Time implements InstantSource {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant wall = NOON;
    private long nanos = 1_000_000_000_000L;

    @Override
    public Instant instant() {
        return wall;
    }

    public long nanos() {
        return nanos;
    }

    public Moment now() {
        return new Moment(wall, nanos);
    }

    /** Time goes by. */
    public Time pass(Duration duration) {
        wall = wall.plus(duration);
        nanos += duration.toNanos();
        return this;
    }

    public Time passSeconds(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    /** Somebody sets the wall clock. */
    public Time jump(Duration by) {
        wall = wall.plus(by);
        return this;
    }
}
