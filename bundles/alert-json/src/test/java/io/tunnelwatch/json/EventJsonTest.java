package io.tunnelwatch.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final UUID ID = UUID.fromString("0199a4b2-7c3d-7000-8000-000000000001");
    private static final UUID ALERT = UUID.fromString("0199a4b2-7c3d-7000-8000-000000000002");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final Position HERE = new Position(ID, 7);

    static Stream<AlertEvent> oneOfEachType() {
        return Stream.of(
                new AlertEvent.Raised(
                        ID,
                        ALERT,
                        NOON,
                        AlertKey.ofPeer(AlertKind.PEER_DOWN, "gw\n\"1\"", "wg0", "key="),
                        Severity.CRITICAL,
                        Optional.of("Büro \u001b[31m"),
                        "down",
                        List.of("site", "vip")),
                new AlertEvent.Recurred(ID, ALERT, NOON, "again"),
                new AlertEvent.Resolved(ID, ALERT, NOON, Optional.empty(), "handshake"),
                new AlertEvent.Acknowledged(ID, ALERT, NOON, "ada", Optional.of("on it")),
                new AlertEvent.Unacknowledged(ID, ALERT, NOON, "ada", Optional.empty()),
                new AlertEvent.Silenced(
                        ID,
                        NOON,
                        new Silence(
                                ALERT,
                                Optional.of("gw1"),
                                Optional.empty(),
                                Optional.of(AlertKind.PEER_DOWN),
                                NOON,
                                NOON.plusSeconds(60),
                                "ada",
                                Optional.empty())),
                new AlertEvent.Unsilenced(ID, ALERT, NOON, "ada", Optional.empty()),
                new AlertEvent.Delivered(ID, ALERT, NOON, "email.noc", Notice.RAISED, Optional.of("noc@example.org")),
                new AlertEvent.DeliveryFailed(ID, ALERT, NOON, "email.noc", Notice.RESOLVED, "550", true));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void everyEventReadsBackAsItWasWritten(AlertEvent event) {
        String json = EventJson.write(event);

        assertThat(json).doesNotContain("\n").doesNotContain("null");
        assertThat(EventJson.read(HERE, json)).isEqualTo(new LogEntry.Known(HERE, json, event));
    }

    @Test
    void noTypeOfEventIsLeftOut() {
        List<String> tested = oneOfEachType()
                .map(event -> event.getClass().getSimpleName())
                .sorted()
                .toList();
        List<String> all = Arrays.stream(AlertEvent.class.getNestMembers())
                .filter(Class::isRecord)
                .map(Class::getSimpleName)
                .sorted()
                .toList();
        assertThat(tested).isEqualTo(all);
    }

    @Test
    void aSilenceThatRepeatsSaysWhenAndWhere() {
        AlertEvent event = new AlertEvent.Silenced(
                ID,
                NOON,
                new Silence(
                        ALERT,
                        Optional.of("gw1"),
                        Optional.empty(),
                        Optional.empty(),
                        NOON,
                        NOON.plusSeconds(60),
                        "ada",
                        Optional.empty(),
                        Optional.of(Repetition.parse("sun,mon 02:00", ZoneId.of("Europe/Berlin"))
                                .until(NOON.plusSeconds(900_000)))));

        String json = EventJson.write(event);

        assertThat(json)
                .contains(
                        "\"repetition\":{\"days\":[\"MONDAY\",\"SUNDAY\"],\"time\":\"02:00:00\",\"zone\":\"Europe/Berlin\",\"until\":\"2026-12-03T22:00:00.123456789Z\"}");
        assertThat(EventJson.read(HERE, json).event()).contains(event);
        assertThat(EventJson.read(HERE, json.replace("Europe/Berlin", "Mars/Olympus")))
                .as("a zone that this machine does not know")
                .isInstanceOf(LogEntry.Unknown.class);
    }

    @Test
    void theNamesAreThoseOfTheContract() {
        assertThat(EventJson.write(oneOfEachType().findFirst().orElseThrow()))
                .contains(
                        "\"type\":\"Raised\"",
                        "\"schema\":1",
                        "\"interface\":\"wg0\"",
                        "\"at\":\"2026-11-23T12:00:00.");
    }

    @Test
    void aFieldThatThisVersionDoesNotKnowIsIgnored() {
        String json = EventJson.write(new AlertEvent.Recurred(ID, ALERT, NOON, "again"));
        String newer = json.replace("\"summary\"", "\"colour\":\"red\",\"summary\"");

        assertThat(EventJson.read(HERE, newer).event()).contains(new AlertEvent.Recurred(ID, ALERT, NOON, "again"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Teleported\",\"schema\":1,\"id\":\"0199a4b2-7c3d-7000-8000-000000000001\"}",
                "{\"type\":\"Recurred\",\"schema\":2}",
                "{\"type\":\"Recurred\",\"schema\":1,\"at\":\"2026-11-23T12:00:00Z\"}",
                "{\"type\":\"Recurred\"",
                "[]",
                "null",
                "\"\"",
                ""
            })
    void whatThisVersionDoesNotUnderstandIsPassedOnRaw(String json) {
        assertThat(EventJson.read(HERE, json)).isEqualTo(new LogEntry.Unknown(HERE, json));
    }

    @Test
    void anAlertOfAKindThatThisVersionDoesNotKnowIsPassedOnRaw() {
        String json = EventJson.write(oneOfEachType().findFirst().orElseThrow()).replace("PEER_DOWN", "PEER_LOUD");

        assertThat(EventJson.read(HERE, json)).isEqualTo(new LogEntry.Unknown(HERE, json));
    }
}
