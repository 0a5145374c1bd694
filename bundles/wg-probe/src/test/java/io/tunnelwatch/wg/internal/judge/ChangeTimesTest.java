package io.tunnelwatch.wg.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.internal.testing.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTimesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Time time = new Time();

    @Test
    void onlyTheLatestOnesAreKept() {
        ChangeTimes times = ChangeTimes.NONE;
        for (int change = 0; change < 1_000; change++) {
            times = times.plus(time.passSeconds(1).now());
        }
        assertThat(times.instants()).hasSize(ChangeTimes.MOST).last().isEqualTo(time.instant());
        assertThat(times.countWithin(HOUR, time.now())).isEqualTo(ChangeTimes.MOST);
        assertThat(times.countWithin(Duration.ofSeconds(3), time.now())).isEqualTo(3);
    }

    @Test
    void theyAreCountedByTheMonotonicClock() {
        ChangeTimes times = ChangeTimes.NONE.plus(time.now());
        assertThat(times.countWithin(HOUR, time.jump(Duration.ofDays(3)).now())).isOne();
        assertThat(times.countWithin(HOUR, time.pass(HOUR).now())).isZero();
    }

    @Test
    void anotherProcessCountsOn() {
        Instant start = time.instant();
        ChangeTimes times =
                ChangeTimes.NONE.plus(time.now()).plus(time.passSeconds(1_800).now());
        ChangeTimes restored = ChangeTimes.restored(
                times.instants(), new Moment(time.passSeconds(1_799).instant(), 42));
        assertThat(restored.countWithin(HOUR, new Moment(start, 42))).isEqualTo(2);
        assertThat(restored.countWithin(
                        HOUR, new Moment(start, 42 + Duration.ofSeconds(1).toNanos())))
                .isOne();
        assertThat(restored.instants()).isEqualTo(times.instants());
    }

    @Test
    void whatAnAbsurdFileSaysIsJustNowOrLongAgo() {
        List<Instant> absurd =
                List.of(Instant.MIN, Instant.EPOCH, time.instant().plusSeconds(99), Instant.MAX);
        ChangeTimes restored = ChangeTimes.restored(absurd, time.now());
        assertThat(restored.countWithin(HOUR, time.now())).isEqualTo(2);
        assertThat(restored.countWithin(HOUR, time.pass(HOUR).now())).isZero();
    }

    @Test
    void afterADayTheyAreForgotten() {
        ChangeTimes times = ChangeTimes.NONE.plus(time.now());
        assertThat(times.recent(time.pass(ChangeLimit.LONGEST_WINDOW).now())).isSameAs(times);
        assertThat(times.recent(time.passSeconds(1).now())).isSameAs(ChangeTimes.NONE);
    }
}
