package io.tunnelwatch.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.listener.AlertListener;
import io.tunnelwatch.listener.AlertNews;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ListenerConsumerTest {

    private final List<AlertNews> taken = new ArrayList<>();
    private long refuses = -1;

    private final AlertListener listener = news -> {
        if (news.position().sequence() == refuses) {
            throw new IllegalStateException("not this one");
        }
        taken.add(news);
    };
    private final ListenerConsumer consumer = new ListenerConsumer(listener, "good", true, Optional::empty);

    @Test
    void theLogKeepsThePositionUnderAnIdOfItsOwn() {
        assertThat(consumer.id()).isEqualTo("listener.good");
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.KeptByLog(true));
    }

    @Test
    void whatWasTakenBeforeAFailureIsNotBroughtAgain() throws Exception {
        List<LogEntry> batch = entries(1, 5);
        refuses = 3;
        assertThatThrownBy(() -> consumer.accept(batch)).hasMessage("not this one");
        refuses = -1;
        consumer.accept(batch);

        assertThat(taken).extracting(news -> news.position().sequence()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void anEventThatIsBroughtAgainCountsOnceForItsAlert() throws Exception {
        UUID alert = UUID.randomUUID();
        List<LogEntry> batch = List.of(
                Samples.entry(1, Samples.raised(alert)),
                Samples.entry(2, new Recurred(UUID.randomUUID(), alert, Samples.NOW, "again")));
        refuses = 2;
        assertThatThrownBy(() -> consumer.accept(batch)).hasMessage("not this one");
        refuses = -1;
        consumer.accept(batch);

        assertThat(taken.get(1).alert()).map(Alert::occurrences).contains(2);
    }

    @Test
    void batchesGrowForAFastListenerAndAreOneForASlowOne() throws Exception {
        assertThat(consumer.maxBatch()).isEqualTo(1);
        consumer.accept(entries(1, 1));
        consumer.accept(entries(2, 3));
        assertThat(consumer.maxBatch()).isEqualTo(4);
    }

    @Test
    void aListenerThatIsInterruptedHasNotTakenTheEvent() {
        ListenerConsumer leaving = new ListenerConsumer(
                news -> {
                    throw new InterruptedException();
                },
                "leaving",
                false,
                Optional::empty);

        assertThatThrownBy(() -> leaving.accept(entries(1, 1))).isInstanceOf(NotTakenException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static List<LogEntry> entries(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> Samples.entry(sequence, Samples.raised(UUID.randomUUID())))
                .toList();
    }
}
