package io.tunnelwatch.log.internal;

import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.measure.DurationCounter;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes of appends; allocates nothing while it counts. Safe for any number of threads. */
final class AppendCounter {

    private final DurationCounter durations = new DurationCounter(AppendCounts.BOUNDS);
    private final LongAdder events = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder unavailable = new LongAdder();

    void accepted(int eventCount, long durationNanos) {
        durations.add(durationNanos);
        events.add(eventCount);
    }

    void refused(AppendRefusedException why) {
        if (why instanceof StaleStateException) {
            stale.increment();
        } else if (why instanceof AlertLogFullException) {
            full.increment();
        } else {
            unavailable.increment();
        }
    }

    AppendCounts counts() {
        return new AppendCounts(durations.counts(), events.sum(), stale.sum(), full.sum(), unavailable.sum());
    }
}
