package io.tunnelwatch.alert;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 6.2, method 1): 48 bits of Unix milliseconds, a 12-bit counter, 62 random
 * bits. The ids of one maker ascend strictly, also within a millisecond and when the clock is set back. Safe for any
 * number of threads.
 */
public final class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER = 0xFFF;
    private static final int TIME_SHIFT = 16;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VERSION = 0x7000L;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong lastTick = new AtomicLong();

    public TimeOrderedIds(InstantSource clock) {
        this.clock = clock;
    }

    /** The next id. */
    public UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        // a tick is milliseconds and counter in one number, so a full counter runs over into the next millisecond
        long tick = lastTick.updateAndGet(last -> Math.max(last + 1, now));
        return of(tick >>> COUNTER_BITS, tick, random.nextLong());
    }

    /**
     * An id of a version and a time, with bits that the caller chose: the same id for the same bits.
     *
     * @param millis of the Unix epoch
     * @param counter of which the last 12 bits count
     * @param random of which the first 62 bits count
     */
    public static UUID of(long millis, long counter, long random) {
        return new UUID(millis << TIME_SHIFT | VERSION | counter & COUNTER, random >>> 2 | VARIANT);
    }

    /** What is before every id that was made from this time on; for a time before 1970, before every id. */
    public static UUID before(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << TIME_SHIFT, 0);
    }
}
