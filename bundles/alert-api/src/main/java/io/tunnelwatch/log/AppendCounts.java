package io.tunnelwatch.log;

import io.tunnelwatch.measure.DurationCounts;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What came of the calls of {@link AlertLog#append} since the log's bundle started.
 *
 * @param durations how long those took that were accepted: from the call to its return
 * @param events how many events they brought
 * @param stale how many were refused by a {@link StaleStateException}
 * @param full how many were refused by an {@link AlertLogFullException}
 * @param unavailable how many were refused by an {@link AlertLogUnavailableException}
 */
public record AppendCounts(DurationCounts durations, long events, long stale, long full, long unavailable) {

    /** From an append that a fast disk takes, to one that a sick disk holds up. */
    public static final List<Duration> BOUNDS = LongStream.of(
                    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toList();

    /** Nothing was appended yet. */
    public static final AppendCounts NONE = new AppendCounts(DurationCounts.none(BOUNDS), 0, 0, 0, 0);
}
