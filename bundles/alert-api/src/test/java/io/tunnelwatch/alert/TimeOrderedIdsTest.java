package io.tunnelwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final InstantSource clock = now::get;
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);

    @Test
    void anIdIsOfVersionSevenAndTellsItsMillisecond() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.get().toEpochMilli());
    }

    @Test
    void idsAscendWithinAMillisecondAlsoWhenItsCounterRunsOver() {
        List<String> made =
                Stream.generate(ids::next).limit(10_000).map(UUID::toString).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsAscendWhenTheClockIsSetBack() {
        UUID before = ids.next();
        now.set(now.get().minusSeconds(3600));

        assertThat(ids.next().toString()).isGreaterThan(before.toString());
    }
}
