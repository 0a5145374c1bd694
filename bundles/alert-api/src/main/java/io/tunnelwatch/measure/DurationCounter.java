package io.tunnelwatch.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts durations in buckets that are fixed from the start. {@link #add} allocates nothing and makes nobody wait. Safe
 * for any number of threads.
 */
public final class DurationCounter {

    private final List<Duration> bounds;
    private final long[] boundNanos;
    private final LongAdder[] buckets;
    private final LongAdder nanos = new LongAdder();

    /**
     * @param bounds up to where each bucket reaches, itself included, the shortest first; what is longer than the last
     *     one is counted behind it
     */
    public DurationCounter(List<Duration> bounds) {
        this.bounds = List.copyOf(bounds);
        this.boundNanos = bounds.stream().mapToLong(Duration::toNanos).toArray();
        this.buckets = Stream.generate(LongAdder::new).limit(bounds.size() + 1L).toArray(LongAdder[]::new);
    }

    /** Counts one. */
    public void add(long durationNanos) {
        int bucket = 0;
        while (bucket < boundNanos.length && durationNanos > boundNanos[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(durationNanos);
    }

    /** What was counted so far. What is counted meanwhile may be in the buckets and not yet in the sum. */
    public DurationCounts counts() {
        List<Long> counts = new ArrayList<>(buckets.length);
        for (LongAdder bucket : buckets) {
            counts.add(bucket.sum());
        }
        return new DurationCounts(bounds, counts, Duration.ofNanos(nanos.sum()));
    }
}
