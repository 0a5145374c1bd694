package io.tunnelwatch.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveConsumerTest {

    private static final UUID EPOCH = UUID.randomUUID();
    private static final UUID ALERT = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final List<Long> heard = new ArrayList<>();
    private final List<Optional<AlertState>> states = new ArrayList<>();
    private final LiveConsumer consumer = new LiveConsumer("live", Optional::empty, (entry, alert) -> {
        heard.add(entry.position().sequence());
        states.add(alert.map(Alert::state));
    });

    @Test
    void itHearsWhatComesBehindTheHeadWithTheAlert() {
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.Newest());
        consumer.begin(at(7));
        consumer.accept(List.of(
                entry(8, raised(ALERT)),
                entry(9, new Acknowledged(UUID.randomUUID(), ALERT, NOW, "otto", Optional.empty()))));

        assertThat(heard).containsExactly(8L, 9L);
        assertThat(states).containsExactly(Optional.of(AlertState.OPEN), Optional.of(AlertState.ACKNOWLEDGED));
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(at(9)));
    }

    @Test
    void aGapVoidsWhatItKnewAndGoesOnBehindIt() {
        consumer.begin(at(7));
        consumer.accept(List.of(entry(8, raised(ALERT))));
        consumer.gap(new Gap(Gap.Reason.values()[0], 9, 20, at(20)), OpenAlerts.NONE, at(22));
        consumer.accept(List.of(entry(21, new Acknowledged(UUID.randomUUID(), ALERT, NOW, "otto", Optional.empty()))));

        assertThat(states).containsExactly(Optional.of(AlertState.OPEN), Optional.empty());
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(at(21), Optional.of(at(22))));
        consumer.accept(List.of(entry(22, raised(UUID.randomUUID()))));
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(at(22)));
    }

    static Raised raised(UUID alert) {
        return new Raised(
                UUID.randomUUID(),
                alert,
                NOW,
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key"),
                Severity.CRITICAL,
                Optional.of("ada"),
                "ada is down",
                List.of());
    }

    private static LogEntry entry(long sequence, AlertEvent event) {
        return new LogEntry.Known(at(sequence), "{}", event);
    }

    private static Position at(long sequence) {
        return new Position(EPOCH, sequence);
    }
}
