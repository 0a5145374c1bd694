package io.tunnelwatch.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.ListedAlert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAlertsJsonTest {

    @Test
    void aPictureReadsBackAsItWasWritten() throws IOException {
        OpenAlerts picture = picture();

        OpenAlerts read = OpenAlertsJson.read(OpenAlertsJson.write(picture));

        assertThat(read.alerts()).isEqualTo(picture.alerts()).hasSize(1);
        assertThat(read.silences()).isEqualTo(picture.silences()).hasSize(1);
        assertThat(read.deliveries()).isEqualTo(picture.deliveries()).hasSize(1);
    }

    @Test
    void aSilenceThatRepeatsOutlivesARestart() throws IOException {
        Silence first = picture().silences().get(0);
        Silence repeated = new Silence(
                first.id(),
                first.gateway(),
                first.peer(),
                first.kind(),
                first.start(),
                first.end(),
                first.operator(),
                first.note(),
                Optional.of(Repetition.parse("daily 02:00", ZoneId.of("Europe/Berlin"))));
        OpenAlerts picture = new OpenAlerts(List.of(), List.of(repeated), List.of(), List.of());

        assertThat(OpenAlertsJson.read(OpenAlertsJson.write(picture)).silences())
                .containsExactly(repeated);
    }

    @Test
    void aPartThatOnlyANewerVersionUnderstandsIsLeftOut() throws IOException {
        String json = new String(OpenAlertsJson.write(picture()), StandardCharsets.UTF_8);
        String newer = json.replaceFirst("PEER_DOWN", "PEER_LOUD");

        OpenAlerts read = OpenAlertsJson.read(newer.getBytes(StandardCharsets.UTF_8));

        assertThat(read.alerts()).isEmpty();
        assertThat(read.silences()).hasSize(1);
    }

    @Test
    void anAlertIsShownWithTheNamesOfTheContract() {
        String json =
                new Json().write(AlertView.of(new ListedAlert(picture().alerts().get(0), true)));

        assertThat(json)
                .contains("\"kind\":\"PEER_DOWN\"", "\"interface\":\"wg0\"", "\"peerKey\":\"key=\"", "\"pending\":true")
                .contains("\"raisedAt\":\"2026-11-23T12:00:00.123456789Z\"")
                .doesNotContain("resolvedAt")
                .doesNotContain("null");
    }

    /** One open alert, silenced, with one delivery. */
    private static OpenAlerts picture() {
        OpenAlertsFold fold = new OpenAlertsFold();
        List<AlertEvent> events = EventJsonTest.oneOfEachType().toList();
        events.stream()
                .filter(event -> event instanceof AlertEvent.Raised
                        || event instanceof AlertEvent.Silenced
                        || event instanceof AlertEvent.Delivered)
                .forEach(fold::apply);
        return fold.picture();
    }
}
