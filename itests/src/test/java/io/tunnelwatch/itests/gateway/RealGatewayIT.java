package io.tunnelwatch.itests.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.AlertRow;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.Handshakes;
import io.tunnelwatch.itests.wireguard.WireGuardLab;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real WireGuard gateway whose peer dies and comes back, watched twice: with a short {@code staleAfterSeconds}, and
 * with the defaults.
 */
class RealGatewayIT {

    private static final Watched FAST = new Watched("fast", Duration.ofSeconds(10), Duration.ofSeconds(1));

    /** What DESIGN says that holds when nothing is set. */
    private static final Watched DEFAULTS = new Watched("defaults", Duration.ofSeconds(180), Duration.ofSeconds(10));

    /** A dump tells the handshake in whole seconds, cut off; and running {@code wg} and the append take their time. */
    private static final Duration ROUNDING = Duration.ofMillis(1500);

    /** Often enough that a handshake that takes its time does no harm. */
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(this::karaf);

    private Optional<KarafProcess> karaf = Optional.empty();
    private Optional<WireGuardLab> lab = Optional.empty();

    @AfterEach
    void end() {
        karaf.ifPresent(KarafProcess::close);
        lab.ifPresent(WireGuardLab::close);
    }

    @Test
    void aPeerThatDiesIsOneAlertThatEndsWhenItComesBack() {
        WireGuardLab wireGuard = WireGuardLab.start();
        lab = Optional.of(wireGuard);
        KarafProcess watching = KarafProcess.unpack(folder);
        karaf = Optional.of(watching);
        configure(wireGuard, watching);
        Handshakes.renewedDuring(wireGuard, RENEWED_EVERY, () -> {
            watching.start();
            upWhileItMakesHandshakes(wireGuard, watching);
        });
        wireGuard.killPeer();
        Instant handshake = wireGuard.latestHandshake();
        downInTime(FAST, handshake, watching, wireGuard);
        downInTime(DEFAULTS, handshake, watching, wireGuard);

        wireGuard.restartPeer();
        Instant back = Instant.now();
        Handshakes.renewedDuring(wireGuard, RENEWED_EVERY, () -> {
            await("both alerts are resolved")
                    .atMost(DEFAULTS.interval.multipliedBy(2).plusSeconds(10))
                    .untilAsserted(() -> assertThat(AlertRow.open(watching)).isEmpty());
            assertThat(verdicts(watching, wireGuard)).isEqualTo(Map.of("fast", "UP", "defaults", "UP"));
            historyHasEachOnce(watching, wireGuard, back);
        });
        assertThat(watching.loggedErrors()).isEmpty();
    }

    private static void historyHasEachOnce(KarafProcess watching, WireGuardLab wireGuard, Instant back) {
        List<AlertRow> history = AlertRow.all(watching);
        assertThat(history).extracting(AlertRow::gateway).containsExactlyInAnyOrder("fast", "defaults");
        assertThat(history).allSatisfy(alert -> {
            assertThat(alert.kind()).isEqualTo("PEER_DOWN");
            assertThat(alert.peerKey()).contains(wireGuard.peerPublicKey());
            assertThat(alert.occurrences()).isEqualTo(1);
            assertThat(alert.resolvedBy()).contains("tunnelwatch");
            System.out.printf(
                    "%s: resolved %s after the peer's return%n",
                    alert.gateway(), Duration.between(back, alert.resolvedAt().orElseThrow()));
        });
        await("the file has them too").untilAsserted(() -> assertThat(
                        SqliteShell.of(watching).number("select count(*) from alert where state = 'RESOLVED'"))
                .isEqualTo(2));
    }

    private static void configure(WireGuardLab wireGuard, KarafProcess watching) {
        String source = "source = wg";
        String command = "command = " + wireGuard.dumpCommand();
        String expect = "expect = always";
        watching.writeConfig("io.tunnelwatch.gateway-defaults.cfg", source, command, expect);
        watching.writeConfig(
                "io.tunnelwatch.gateway-fast.cfg",
                source,
                command,
                expect,
                "intervalSeconds = " + FAST.interval.toSeconds(),
                "staleAfterSeconds = " + FAST.staleAfter.toSeconds());
    }

    /** Longer than the short staleAfter, so that it is the handshakes that keep it UP. */
    private static void upWhileItMakesHandshakes(WireGuardLab wireGuard, KarafProcess watching) {
        await("UP after the first handshake").atMost(Duration.ofSeconds(20)).until(() -> verdicts(watching, wireGuard)
                .equals(Map.of("fast", "UP", "defaults", "UP")));
        Duration twice = FAST.staleAfter.plus(FAST.interval).multipliedBy(2);
        await("UP as long as there are handshakes")
                .pollInterval(Duration.ofSeconds(2))
                .during(twice)
                .atMost(twice.plusSeconds(60)) // a machine that has much to do needs its time for each look
                .until(() -> verdicts(watching, wireGuard).equals(Map.of("fast", "UP", "defaults", "UP")));
        assertThat(AlertRow.all(watching)).isEmpty();
    }

    private static void downInTime(Watched gateway, Instant handshake, KarafProcess watching, WireGuardLab wireGuard) {
        Duration limit =
                gateway.staleAfter.plus(gateway.interval.multipliedBy(2)).plus(ROUNDING);
        await("PEER_DOWN of " + gateway.name)
                .atMost(limit.plusSeconds(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> ofGateway(watching, gateway).findFirst().isPresent());
        AlertRow alert = ofGateway(watching, gateway).findFirst().orElseThrow();
        Duration took = Duration.between(handshake, alert.raisedAt());
        System.out.printf("%s: PEER_DOWN %s after the last handshake%n", gateway.name, took);
        assertThat(alert.kind()).isEqualTo("PEER_DOWN");
        assertThat(took)
                .as("from the last handshake to PEER_DOWN of " + gateway.name)
                .isBetween(gateway.staleAfter, limit);
        assertThat(verdicts(watching, wireGuard)).containsEntry(gateway.name, "DOWN");
    }

    private static Stream<AlertRow> ofGateway(KarafProcess watching, Watched gateway) {
        return AlertRow.open(watching).stream().filter(alert -> alert.gateway().equals(gateway.name));
    }

    /** The verdicts on the lab's peer by gateway. Other interfaces of this machine are none of our business. */
    private static Map<String, String> verdicts(KarafProcess watching, WireGuardLab wireGuard) {
        Map<String, String> verdicts = new HashMap<>();
        for (JsonNode peer : watching.json("wg:peers").get("peers")) {
            if (peer.get("publicKey").asText().equals(wireGuard.peerPublicKey())) {
                verdicts.put(peer.get("gateway").asText(), peer.get("verdict").asText());
            }
        }
        return verdicts;
    }

    private Optional<KarafProcess> karaf() {
        return karaf;
    }

    private record Watched(String name, Duration staleAfter, Duration interval) {}
}
