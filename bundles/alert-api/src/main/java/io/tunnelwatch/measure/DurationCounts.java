package io.tunnelwatch.measure;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How often something took how long.
 *
 * @param bounds up to where each bucket reaches, itself included, the shortest first
 * @param counts how many durations fell into each bucket, and into no bucket before it; one more than {@code bounds},
 *     for those that were longer than all of them
 * @param sum of all durations
 */
public record DurationCounts(List<Duration> bounds, List<Long> counts, Duration sum) {

    public DurationCounts {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
        if (counts.size() != bounds.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " counts for " + bounds.size() + " bounds");
        }
    }

    /** Nothing was counted yet. */
    public static DurationCounts none(List<Duration> bounds) {
        return new DurationCounts(bounds, Collections.nCopies(bounds.size() + 1, 0L), Duration.ZERO);
    }

    /** How many there were. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
