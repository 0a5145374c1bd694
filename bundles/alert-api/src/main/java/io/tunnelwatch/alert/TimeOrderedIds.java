package io.tunnelwatch.alert;

import java.security.SecureRandom;
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
        long high = (tick >>> COUNTER_BITS) << 16 | VERSION | tick & 0xFFF;
        return new UUID(high, random.nextLong() >>> 2 | VARIANT);
    }
}
