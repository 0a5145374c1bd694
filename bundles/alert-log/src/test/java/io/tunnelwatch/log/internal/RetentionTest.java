package io.tunnelwatch.log.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.log.internal.file.Segment;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import io.tunnelwatch.log.internal.file.SegmentName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant NOON = TestEvents.NOON;
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final long SEGMENT_BYTES = 1_000;
    private static final long AMPLE = 1_000_000;

    /** Five segments of ten events each, begun on five days: numbers 1 to 50. */
    private final List<Segment> segments = new ArrayList<>();

    RetentionTest() {
        UUID epoch = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            SegmentName name = new SegmentName(i + 1, epoch);
            Instant begun = NOON.plus(Duration.ofDays(i));
            Segment segment =
                    new Segment(name.in(Path.of("log")), name, SegmentHeader.NO_EPOCH, begun, i * 10 + 1, 100);
            segment.advance(100, SEGMENT_BYTES, i * 10 + 1, i * 10 + 10);
            segments.add(segment);
        }
    }

    @Test
    void whatIsYoungStays() {
        assertThat(plan(AMPLE, 50, Duration.ofDays(31))).isEqualTo(new Retention.Plan(0, 0));
    }

    @Test
    void whatEndedBeforeTheRetentionAndIsReadByAllGoes() {
        assertThat(plan(AMPLE, 50, Duration.ofDays(32).plusHours(1))).isEqualTo(new Retention.Plan(2, 20));
    }

    @Test
    void whatSomebodyHasNotReadStays() {
        assertThat(plan(AMPLE, 19, Duration.ofDays(300))).isEqualTo(new Retention.Plan(1, 10));
    }

    @Test
    void maxBytesHoldsInAnyCase() {
        assertThat(plan(4 * SEGMENT_BYTES, 0, Duration.ZERO)).isEqualTo(new Retention.Plan(2, 20));
    }

    @Test
    void theNewestSegmentNeverGoes() {
        assertThat(plan(1, 50, Duration.ofDays(300))).isEqualTo(new Retention.Plan(4, 40));
    }

    private Retention.Plan plan(long maxBytes, long readByAll, Duration later) {
        return Retention.plan(segments, SEGMENT_BYTES, maxBytes, RETENTION, readByAll, NOON.plus(later));
    }
}
