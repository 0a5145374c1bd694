package io.tunnelwatch.web.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private static final UUID EPOCH = UUID.fromString("0199a000-0000-7000-8000-000000000000");

    private final RecentEvents recent = new RecentEvents();

    @BeforeEach
    void itBeginsBehindTheTenth() {
        recent.restart(at(10));
    }

    @Test
    void whatIsDeliveredAgainChangesNothing() {
        add(11, 10);
        add(12, 10);
        add(11, 10);

        assertThat(recent.head()).contains(at(12));
        assertThat(recent.after(at(10), 100).orElseThrow()).hasSize(2);
    }

    @Test
    void whatLiesBeforeItIsNotKnown() {
        add(11, 10);

        assertThat(recent.after(at(9), 100)).isEmpty();
        assertThat(recent.after(at(10), 100).orElseThrow()).hasSize(1);
        assertThat(recent.after(at(11), 100).orElseThrow()).isEmpty();
    }

    @Test
    void aPlaceOfAnotherEpochIsNotKnown() {
        add(11, 10);

        assertThat(recent.after(new Position(UUID.randomUUID(), 11), 100)).isEmpty();
        assertThat(recent.after(new Position(UUID.randomUUID(), 10), 100)).isEmpty();
    }

    @Test
    void itHoldsOnlySoManyEvents() {
        for (int sequence = 11; sequence <= 10 + RecentEvents.MAX_EVENTS + 5; sequence++) {
            add(sequence, 10);
        }

        assertThat(recent.after(at(14), 1)).isEmpty();
        assertThat(recent.after(at(15), 10_000).orElseThrow()).hasSize(RecentEvents.MAX_EVENTS);
    }

    @Test
    void itHoldsOnlySoManyBytes() {
        for (int sequence = 11; sequence <= 20; sequence++) {
            add(sequence, RecentEvents.MAX_BYTES / 4);
        }

        assertThat(recent.after(at(16), 100)).isEmpty();
        assertThat(recent.after(at(17), 100).orElseThrow()).hasSize(3);
    }

    @Test
    void anEventOfSeveralLinesIsOneFrame() {
        EventFrame frame = EventFrame.of(new LogEntry.Unknown(at(11), "{\"type\":\n\"Future\"}"));

        assertThat(new String(frame.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("id: 11-" + EPOCH + "\ndata: {\"type\":\ndata: \"Future\"}\n\n");
        assertThat(EventId.parse("11-" + EPOCH)).contains(at(11));
    }

    private void add(int sequence, int size) {
        recent.add(at(sequence), EventFrame.of(new LogEntry.Unknown(at(sequence), "x".repeat(size))));
    }

    private static Position at(int sequence) {
        return new Position(EPOCH, sequence);
    }
}
