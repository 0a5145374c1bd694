package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.measure.DurationCounter;
import io.tunnelwatch.wg.PollCounts;
import java.util.concurrent.atomic.LongAdder;

/** Counts the polls of one gateway. Safe for any number of threads. */
final class PollCounter {

    private final DurationCounter durations = new DurationCounter(PollCounts.BOUNDS);
    private final LongAdder failed = new LongAdder();

    void ended(long durationNanos, boolean wasRead) {
        durations.add(durationNanos);
        if (!wasRead) {
            failed.increment();
        }
    }

    PollCounts counts() {
        return new PollCounts(durations.counts(), failed.sum());
    }
}
