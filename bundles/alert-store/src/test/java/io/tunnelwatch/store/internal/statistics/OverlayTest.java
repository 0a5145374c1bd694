package io.tunnelwatch.store.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.history.Strips;
import io.tunnelwatch.history.Strips.Segment;
import io.tunnelwatch.history.Strips.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final Instant FROM = Instant.parse("2026-11-22T12:00:00Z");
    private static final Period DAY = Period.of(FROM, FROM.plus(Duration.ofDays(1)));

    @Test
    void ofTwoThatHoldAtOnceTheGraverIsSeenAndTheOtherAroundIt() {
        assertThat(Overlay.of(List.of(span(State.OUTAGE, 10, 50), span(State.DOWN, 20, 30)), DAY))
                .containsExactly(
                        segment(State.OUTAGE, 10, 20), segment(State.DOWN, 20, 30), segment(State.OUTAGE, 30, 50));
        assertThat(Overlay.of(List.of(span(State.DOWN, 20, 30), span(State.UNREACHABLE, 25, 60)), DAY))
                .containsExactly(segment(State.DOWN, 20, 25), segment(State.UNREACHABLE, 25, 60));
    }

    @Test
    void whatTouchesIsOneAndWhatIsEmptyIsNothing() {
        assertThat(Overlay.of(
                        List.of(
                                span(State.DOWN, 20, 30),
                                span(State.FLAPPING, 5, 5),
                                span(State.DOWN, 30, 40),
                                span(State.DOWN, 35, 38),
                                span(State.DOWN, 50, 60)),
                        DAY))
                .containsExactly(segment(State.DOWN, 20, 40), segment(State.DOWN, 50, 60));
        assertThat(Overlay.of(List.of(), DAY)).isEmpty();
    }

    @Test
    void howeverMuchHappenedThereAreOnlySoManySegmentsAndNothingOfItIsLeftOut() {
        List<Span> many = IntStream.range(0, 700)
                .mapToObj(i -> span(i % 2 == 0 ? State.DOWN : State.FLAPPING, 2 * i, 2 * i + 1))
                .toList();

        List<Segment> seen = Overlay.of(many, DAY);

        assertThat(seen).hasSizeLessThanOrEqualTo(Strips.MAX_SEGMENTS).isNotEmpty();
        assertThat(many).allSatisfy(span -> assertThat(seen)
                .anyMatch(segment -> segment.from().toEpochMilli() <= span.from()
                        && segment.to().toEpochMilli() >= span.to()));
        assertThat(seen.get(0).from()).isEqualTo(FROM);
        assertThat(seen.get(seen.size() - 1).to()).isBeforeOrEqualTo(Instant.ofEpochMilli(DAY.to()));
    }

    private static Span span(State state, int fromMinute, int toMinute) {
        return new Span(
                state, minute(fromMinute).toEpochMilli(), minute(toMinute).toEpochMilli());
    }

    private static Segment segment(State state, int fromMinute, int toMinute) {
        return new Segment(state, minute(fromMinute), minute(toMinute));
    }

    private static Instant minute(int minute) {
        return FROM.plus(Duration.ofMinutes(minute));
    }
}
