package io.tunnelwatch.log.internal.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a bound, with jitter so that
 * consumers that failed together do not come back together. Belongs to one thread.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The time to wait now: from half of the step to all of it. */
    Duration afterFailure(Duration max) {
        long step = Math.min(next.toMillis(), Math.max(1, max.toMillis()));
        next = Duration.ofMillis(step).multipliedBy(2);
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }

    /** Begins anew. */
    void reset() {
        next = FIRST;
    }
}
