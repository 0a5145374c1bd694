package io.tunnelwatch.notifier.internal;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A time that only goes on: for waits, which must not last an hour longer because somebody set the clock back. It
 * begins at the clock's time, and says nothing of the time of the day later. Safe for any number of threads.
 */
final class SteadyTime implements InstantSource {

    private final Instant start;
    private final long startNanos = System.nanoTime();

    SteadyTime(InstantSource clock) {
        this.start = clock.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
