package io.tunnelwatch.itests.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.Handshakes;
import io.tunnelwatch.itests.wireguard.WireGuardLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lost peer of a real WireGuard gateway is one alarm for the services that OpenNMS publishes, who acknowledges the
 * alarm has acknowledged the alert, and the alarm is cleared when the peer is back, though OpenNMS was away then.
 */
class OpenNmsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(this.karaf));

    private KarafProcess karaf;
    private WireGuardLab wireGuard;

    /** A line of the stand-in. */
    private record Alarm(String key, String severity, boolean acknowledged, int count, String message) {

        static Alarm parse(String line) {
            String[] fields = line.split("\\|");
            return new Alarm(
                    fields[0], fields[1], Boolean.parseBoolean(fields[2]), Integer.parseInt(fields[3]), fields[4]);
        }
    }

    @AfterEach
    void end() {
        if (karaf != null) {
            karaf.close();
        }
        if (wireGuard != null) {
            wireGuard.close();
        }
    }

    @Test
    void aLostPeerIsOneAlarmThatIsAcknowledgedThereAndClearsByItself() {
        wireGuard = WireGuardLab.start();
        karaf = KarafProcess.unpack(folder);
        karaf.writeConfig(
                "io.tunnelwatch.gateway-berlin.cfg",
                "source = wg",
                "command = " + wireGuard.dumpCommand(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10");
        Handshakes.renewedDuring(wireGuard, RENEWED_EVERY, () -> {
            karaf.start();
            await().atMost(LIMIT).until(() -> karaf.run("wg:peers").orFail().contains("UP"));
            openNmsComes();
        });

        wireGuard.killPeer();
        await("an alarm").atMost(LIMIT).until(() -> alarms().size() == 1);
        String alert = openAlert().get("id").asText();
        Alarm raised = alarms().get(0);
        assertThat(raised.key()).isEqualTo("uei.opennms.org/tunnelwatch/raised:" + alert);
        assertThat(raised.severity()).isEqualTo("CRITICAL");
        assertThat(raised.message()).contains("down");

        anAcknowledgementThereIsOneHere(alert, raised.key());
        whatIsTakenBackHereIsNotTakenAgain(alert);

        tell("away");
        wireGuard.restartPeer();
        Handshakes.renewedDuring(wireGuard, RENEWED_EVERY, () -> {
            await("the end of the alert").atMost(LIMIT).until(() -> openAlerts().isEmpty());
            assertThat(alarms().get(0).severity()).isEqualTo("CRITICAL");
            tell("back");
            await("the alarm to clear")
                    .atMost(LIMIT)
                    .until(() -> alarms().get(0).severity().equals("CLEARED"));
            tell("snapshot");
        });

        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.count())
                .isEqualTo(1));
        assertThat(karaf.loggedErrors()).isEmpty();
    }

    /** Deployed as a NOC does, with what OpenNMS would bring. */
    private void openNmsComes() {
        karaf.deploy(Path.of(property("tunnelwatch.opennmsApi")));
        karaf.deploy(Path.of(property("tunnelwatch.bundles"), "opennms/target")
                .resolve("opennms-" + property("tunnelwatch.version") + ".jar"));
        karaf.deploy(Path.of(property("tunnelwatch.opennms")));
        await("the listener")
                .atMost(LIMIT)
                .until(() -> karaf.json("alert:log").get("consumers").findValuesAsText("id").stream()
                        .anyMatch("listener.opennms"::equals));
    }

    private void anAcknowledgementThereIsOneHere(String alert, String key) {
        tell("ack " + key);
        await("the alert to be acknowledged")
                .atMost(LIMIT)
                .until(() -> openAlert().get("state").asText().equals("ACKNOWLEDGED"));
        assertThat(openAlert().get("acknowledgedBy").asText()).isEqualTo("opennms");
        tell("snapshot");
        isAcknowledgedTimes(alert, 1);

        tell("unack " + key);
        await("the alert to be open")
                .atMost(LIMIT)
                .until(() -> openAlert().get("state").asText().equals("OPEN"));
        tell("ack " + key);
        await("the alert to be acknowledged again")
                .atMost(LIMIT)
                .until(() -> openAlert().get("state").asText().equals("ACKNOWLEDGED"));
    }

    /** The alarm stays acknowledged, and each snapshot says so. */
    private void whatIsTakenBackHereIsNotTakenAgain(String alert) {
        karaf.run("alert:unack " + alert).orFail();
        tell("snapshot");
        tell("snapshot");
        assertThat(openAlert().get("state").asText()).isEqualTo("OPEN");
        isAcknowledgedTimes(alert, 2);
    }

    private JsonNode openAlert() {
        return openAlerts().get(0);
    }

    private JsonNode openAlerts() {
        return karaf.json("alert:list").get("alerts");
    }

    /** In its time line, which may be behind the log for a moment. */
    private void isAcknowledgedTimes(String alert, int times) {
        await("the time line").atMost(LIMIT).untilAsserted(() -> assertThat(
                        karaf.json("alert:show " + alert).get("timeline").findValuesAsText("type"))
                .filteredOn("Acknowledged"::equals)
                .hasSize(times));
    }

    private List<Alarm> alarms() {
        Path file = karaf.data("opennms/alarms");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Alarm::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the stand-in what to do; returns when it is done. */
    private void tell(String command) {
        Path file = karaf.data("opennms/command");
        try {
            Path next = Files.writeString(file.resolveSibling("command.new"), command);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(command).atMost(LIMIT).until(() -> !Files.exists(file));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
