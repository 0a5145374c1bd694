package io.tunnelwatch.store.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that a test moves, also backwards. Safe for threads that look at it. */
final class MovableClock implements InstantSource {

    private volatile Instant now;

    MovableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void move(Duration by) {
        now = now.plus(by);
    }
}
