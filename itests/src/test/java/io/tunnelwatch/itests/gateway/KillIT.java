package io.tunnelwatch.itests.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.AlertRow;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the JVM: what was open goes on being open, once. */
class KillIT {

    private static final String NOT_TWICE =
            "select kind, gateway, interface, peer_key, count(*) from alert where state <> 'RESOLVED'"
                    + " group by kind, gateway, interface, peer_key having count(*) > 1";
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @TempDir
    Path bin;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(this::karaf);

    private Optional<KarafProcess> karaf = Optional.empty();
    private KarafProcess watching;
    private FakeWg wg;

    @BeforeEach
    void unpack() {
        wg = new FakeWg(bin);
        watching = KarafProcess.unpack(folder);
        karaf = Optional.of(watching);
        watching.writeConfig(
                "io.tunnelwatch.gateway-berlin.cfg",
                "source = wg",
                "command = " + wg.command(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10",
                "outagePercent = 0",
                "flapChanges = 0");
    }

    @AfterEach
    void end() {
        watching.close();
    }

    @Test
    void openAlertsOutliveAKillAndThoseOfPeersThatCameBackAreResolved() {
        wg.print(peers(0, 6, Instant.now().minusSeconds(3600)));
        watching.start();
        await("six peers are down").until(() -> AlertRow.open(watching).size() == 6);
        await("the file has them").until(() -> SqliteShell.of(watching).number("select count(*) from alert") == 6);
        Map<String, String> idsByPeer = AlertRow.open(watching).stream()
                .collect(Collectors.toMap(alert -> alert.peerKey().orElseThrow(), AlertRow::id));

        watching.kill9();
        Map<String, Instant> half = peers(0, 3, Instant.now().minusSeconds(3600));
        half.putAll(peers(3, 6, FakeWg.RENEWED));
        wg.print(half);
        watching.start();

        Set<String> away = ids(idsByPeer, 0, 3);
        await("the peers that came back are resolved").atMost(SETTLED_WITHIN).untilAsserted(() -> assertThat(
                        AlertRow.open(watching))
                .extracting(AlertRow::id)
                .containsExactlyInAnyOrderElementsOf(away));
        await("so says the file").atMost(SETTLED_WITHIN).untilAsserted(() -> assertThat(
                        SqliteShell.of(watching).query("select id from alert where state <> 'RESOLVED'"))
                .containsExactlyInAnyOrderElementsOf(away));
        List<AlertRow> history = AlertRow.all(watching);
        assertThat(history).extracting(AlertRow::id).containsExactlyInAnyOrderElementsOf(idsByPeer.values());
        assertThat(history)
                .allSatisfy(alert -> assertThat(alert.occurrences()).isEqualTo(1))
                .filteredOn(alert -> !alert.isOpen())
                .hasSize(3)
                .allSatisfy(alert -> assertThat(alert.resolvedBy()).contains("tunnelwatch"));
        assertNothingIsMissing();
        assertThat(watching.loggedErrors()).isEmpty();
    }

    /**
     * Half of 500 peers are removed and the others added every three seconds, and all are down: 1500 events each time.
     * The first kill is right after an append, the second in a transaction of the store, the third at any time.
     */
    @Test
    void threeKillsInABurstLeaveLogAndDatabaseAgreeing() {
        Instant longAgo = Instant.now().minusSeconds(3600);
        wg.alternate(peers(0, 250, longAgo), peers(250, 500, longAgo));
        Path journal = watching.data("tunnelwatch/alerts.db-journal");
        Supplier<Callable<Boolean>> afterAnAppend = () -> changed(watching.data("tunnelwatch/log"));
        Supplier<Callable<Boolean>> inATransaction = () -> () -> Files.exists(journal) && Files.size(journal) > 0;
        Supplier<Callable<Boolean>> anyTime = () -> () -> true;

        for (Supplier<Callable<Boolean>> moment : List.of(afterAnAppend, inATransaction, anyTime)) {
            watching.start();
            awaitABurst();
            await("the moment to kill")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(moment.get());
            watching.kill9();
        }

        Map<String, Instant> end = peers(0, 250, longAgo);
        end.putAll(peers(250, 300, FakeWg.RENEWED));
        wg.print(end);
        watching.start();
        await("250 are down").atMost(SETTLED_WITHIN).untilAsserted(() -> assertThat(AlertRow.open(watching))
                .extracting(alert -> alert.kind() + " " + alert.peerKey().orElse(""))
                .containsExactlyInAnyOrderElementsOf(peers(0, 250, longAgo).keySet().stream()
                        .map(key -> "PEER_DOWN " + key)
                        .toList()));
        await("the history has all that is in the log").atMost(SETTLED_WITHIN).untilAsserted(() -> assertThat(
                        watching.json("alert:store").get("lag").asLong())
                .isZero());
        SqliteShell sqlite = SqliteShell.of(watching);
        assertThat(sqlite.query("select id from alert where state <> 'RESOLVED'"))
                .containsExactlyInAnyOrderElementsOf(
                        AlertRow.open(watching).stream().map(AlertRow::id).toList());
        assertThat(sqlite.query(NOT_TWICE)).isEmpty();
        assertThat(sqlite.query(
                        "select alert_id from alert_event where type = 'Raised' group by alert_id having count(*) > 1"))
                .isEmpty();
        JsonNode log = assertNothingIsMissing();
        assertThat(sqlite.number("select count(*) from alert_event"))
                .as("events in the history, and in the log")
                .isEqualTo(log.get("lastSequence").asLong());
        assertThat(sqlite.number("select count(*) from rejected_event")).isZero();
        assertThat(sqlite.number("select count(*) from history_gap")).isZero();
        assertThat(watching.loggedErrors()).isEmpty();
        System.out.printf(
                "%s events, %s alerts after three kills%n",
                log.get("lastSequence").asLong(), sqlite.number("select count(*) from alert"));
    }

    /** Returns while it goes on. */
    private void awaitABurst() {
        long before = lastSequence();
        await("a burst of events").atMost(Duration.ofSeconds(30)).until(() -> lastSequence() > before + 2000);
    }

    private long lastSequence() {
        return watching.json("alert:log").get("lastSequence").asLong();
    }

    private JsonNode assertNothingIsMissing() {
        JsonNode log = watching.json("alert:log");
        assertThat(log.get("missing")).as("missing in the log").isEmpty();
        assertThat(watching.json("alert:store").get("state").asText()).isEqualTo("AVAILABLE");
        return log;
    }

    /** Whether a file of the folder was written since this was called. */
    private static Callable<Boolean> changed(Path directory) {
        long before = lastWritten(directory);
        return () -> lastWritten(directory) > before;
    }

    private static long lastWritten(Path directory) {
        try (var files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> ids(Map<String, String> idsByPeer, int from, int to) {
        return peers(from, to, Instant.EPOCH).keySet().stream()
                .map(idsByPeer::get)
                .collect(Collectors.toSet());
    }

    private static Map<String, Instant> peers(int from, int to, Instant handshake) {
        Map<String, Instant> peers = new LinkedHashMap<>();
        IntStream.range(from, to).forEach(number -> peers.put(FakeWg.publicKey(number), handshake));
        return peers;
    }

    private Optional<KarafProcess> karaf() {
        return karaf;
    }
}
