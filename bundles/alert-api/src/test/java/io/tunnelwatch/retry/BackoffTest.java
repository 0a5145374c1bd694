package io.tunnelwatch.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration MAX = Duration.ofSeconds(1);
    private static final List<Integer> STEPS = List.of(100, 200, 400, 800, 1000, 1000, 1000);

    @Test
    void eachStepIsTwiceTheLastUpToTheMost() {
        assertThat(waits(new Backoff(always(1)), MAX)).isEqualTo(STEPS);
    }

    @Test
    void jitterTakesHalfOfTheStepAtMost() {
        assertThat(waits(new Backoff(always(0)), MAX))
                .isEqualTo(STEPS.stream().map(step -> step / 2).toList());
    }

    @Test
    void everyWaitLiesWithinItsStep() {
        for (int seed = 0; seed < 200; seed++) {
            List<Integer> waits = waits(new Backoff(new Random(seed)), MAX);
            for (int i = 0; i < STEPS.size(); i++) {
                assertThat(waits.get(i)).isBetween(STEPS.get(i) / 2, STEPS.get(i));
            }
        }
    }

    @Test
    void consumersThatFailTogetherDoNotComeBackTogether() {
        assertThat(Stream.iterate(0, seed -> seed + 1)
                        .limit(20)
                        .map(seed -> waits(new Backoff(new Random(seed)), MAX))
                        .distinct())
                .hasSize(20);
    }

    @Test
    void resetBeginsAnew() {
        Backoff backoff = new Backoff(always(1));
        waits(backoff, MAX);

        backoff.reset();

        assertThat(waits(backoff, MAX)).isEqualTo(STEPS);
    }

    /** A consumer may say another bound each time. */
    @Test
    void theMostOfNowCounts() {
        Backoff backoff = new Backoff(always(1));
        waits(backoff, Duration.ofMinutes(1));

        assertThat(backoff.afterFailure(Duration.ofMillis(150))).isEqualTo(Duration.ofMillis(150));
        assertThat(backoff.afterFailure(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(1));
    }

    private static List<Integer> waits(Backoff backoff, Duration max) {
        return Stream.generate(() -> (int) backoff.afterFailure(max).toMillis())
                .limit(STEPS.size())
                .toList();
    }

    /** The least or the greatest of what is asked for. */
    private static RandomGenerator always(int part) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nextLong(long bound) {
                return part * (bound - 1);
            }
        };
    }
}
