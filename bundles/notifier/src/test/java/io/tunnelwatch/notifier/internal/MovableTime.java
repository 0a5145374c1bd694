package io.tunnelwatch.notifier.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's time, and more or less as the test wants it. */
final class MovableTime implements InstantSource {

    private volatile Duration offset = Duration.ZERO;

    void move(Duration more) {
        offset = offset.plus(more);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }
}
