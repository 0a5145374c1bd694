package io.tunnelwatch.wg;

import io.tunnelwatch.measure.DurationCounts;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The polls of a gateway since it is watched.
 *
 * @param durations how long they took, those too that failed
 * @param failed how many of them could not read the gateway
 */
public record PollCounts(DurationCounts durations, long failed) {

    /** From a dump of this machine to a timeout. */
    public static final List<Duration> BOUNDS = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toList();

    /** There was no poll yet. */
    public static final PollCounts NONE = new PollCounts(DurationCounts.none(BOUNDS), 0);
}
