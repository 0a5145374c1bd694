package io.tunnelwatch.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a bound, with jitter so that those
 * who failed together do not come back together. Belongs to one thread.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration first;
    private final RandomGenerator random;
    private Duration next;

    /** Begins with a tenth of a second. */
    public Backoff(RandomGenerator random) {
        this(FIRST, random);
    }

    /** @param first the first step, at least a millisecond */
    public Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.next = first;
        this.random = random;
    }

    /**
     * The time to wait now: from half of the step to all of it.
     *
     * @param max the longest step
     */
    public Duration afterFailure(Duration max) {
        long step = Math.min(next.toMillis(), Math.max(1, max.toMillis()));
        next = Duration.ofMillis(step).multipliedBy(2);
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }

    /** Begins anew. */
    public void reset() {
        next = first;
    }
}
