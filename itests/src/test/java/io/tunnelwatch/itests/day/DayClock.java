package io.tunnelwatch.itests.day;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The wall clock and the monotonic clock of the day: both go only when they are told. Safe for all threads. */
final class DayClock implements InstantSource {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(1);

    @Override
    public Instant instant() {
        return MIDNIGHT.plusNanos(nanos());
    }

    long nanos() {
        return nanos.get();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    Duration passed() {
        return Duration.ofNanos(nanos());
    }
}
