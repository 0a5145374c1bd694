package io.tunnelwatch.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationCounterTest {

    private static final List<Duration> BOUNDS = List.of(Duration.ofMillis(1), Duration.ofMillis(10));

    private final DurationCounter counter = new DurationCounter(BOUNDS);

    @Test
    void aDurationCountsInTheFirstBucketThatReachesIt() {
        counter.add(0);
        counter.add(Duration.ofMillis(1).toNanos());
        counter.add(Duration.ofMillis(1).toNanos() + 1);
        counter.add(Duration.ofSeconds(3).toNanos());

        DurationCounts counts = counter.counts();

        assertThat(counts.counts()).containsExactly(2L, 1L, 1L);
        assertThat(counts.count()).isEqualTo(4);
        assertThat(counts.sum()).isEqualTo(Duration.ofSeconds(3).plusMillis(2).plusNanos(1));
        assertThat(counts.bounds()).isEqualTo(BOUNDS);
    }

    @Test
    void nothingIsLostWhenManyCount() throws InterruptedException {
        List<Thread> threads = List.of(counting(), counting(), counting(), counting());
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counter.counts().counts()).containsExactly(0L, 40_000L, 0L);
        assertThat(counter.counts().sum()).isEqualTo(Duration.ofMillis(80_000));
    }

    @Test
    void countsFitTheirBounds() {
        assertThat(DurationCounts.none(BOUNDS)).isEqualTo(counter.counts());
        assertThatThrownBy(() -> new DurationCounts(BOUNDS, List.of(1L, 2L), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Thread counting() {
        return new Thread(() -> {
            for (int i = 0; i < 10_000; i++) {
                counter.add(Duration.ofMillis(2).toNanos());
            }
        });
    }
}
