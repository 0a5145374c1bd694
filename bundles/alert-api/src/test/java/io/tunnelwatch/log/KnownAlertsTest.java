package io.tunnelwatch.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of alerts that were open before anybody asked: the log tells of them as they are by then. */
class KnownAlertsTest {

    private static final UUID ALERT = UUID.randomUUID();
    private static final Raised RAISED = LiveConsumerTest.raised(ALERT);

    private final KnownAlerts alerts = new KnownAlerts(Optional::empty, "live");

    @Test
    void whatHappensAfterThePictureIsFolded() {
        picture(AlertLifecycle.begin(RAISED));

        assertThat(after(acknowledged(10)).state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(after(recurred(20)).occurrences()).isEqualTo(2);
        Alert end = after(new Resolved(UUID.randomUUID(), ALERT, at(30), Optional.empty(), "a handshake"));
        assertThat(end.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(end.acknowledgedBy()).contains("otto");
    }

    @Test
    void whatThePictureShowsAlreadyIsNotCountedAgain() {
        Alert twice = AlertLifecycle.apply(AlertLifecycle.begin(RAISED), recurred(20));
        picture(AlertLifecycle.apply(twice, acknowledged(30)));

        assertThat(after(recurred(20)).occurrences()).isEqualTo(2);
        assertThat(after(acknowledged(30)).acknowledgedBy()).contains("otto");
        assertThat(after(new Unacknowledged(UUID.randomUUID(), ALERT, at(40), "otto", Optional.empty()))
                        .state())
                .isEqualTo(AlertState.OPEN);
        assertThat(after(recurred(50)).occurrences()).isEqualTo(3);
    }

    private void picture(Alert alert) {
        alerts.restart(new OpenAlerts(List.of(alert), List.of(), List.of(), List.of()));
    }

    private Alert after(OfAlert event) {
        return alerts.after(event).orElseThrow();
    }

    private static Acknowledged acknowledged(int second) {
        return new Acknowledged(UUID.randomUUID(), ALERT, at(second), "otto", Optional.empty());
    }

    private static Recurred recurred(int second) {
        return new Recurred(UUID.randomUUID(), ALERT, at(second), "ada is down again");
    }

    private static Instant at(int second) {
        return RAISED.at().plusSeconds(second);
    }
}
