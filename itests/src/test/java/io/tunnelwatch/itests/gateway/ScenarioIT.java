package io.tunnelwatch.itests.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.AlertRow;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who tries Tunnelwatch on a machine without WireGuard. */
class ScenarioIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(this::karaf);

    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private Optional<KarafProcess> karaf = Optional.empty();

    @AfterEach
    void end() {
        reader.shutdownNow();
        karaf.ifPresent(KarafProcess::close);
    }

    @Test
    void theScriptedGatewayRaisesAndResolvesWhileSqliteReadsTheHistory() throws Exception {
        KarafProcess scenario = KarafProcess.unpack(folder);
        karaf = Optional.of(scenario);
        scenario.watchScenario();
        scenario.start();
        Instant prompt = Instant.now();
        SqliteShell sqlite = SqliteShell.of(scenario);
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> reads = reader.submit(() -> readUntil(over, sqlite));

        await("an alert that was raised and resolved by itself")
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(AlertRow.all(scenario)).anyMatch(ScenarioIT::cameAndWent));

        System.out.printf("Raised and resolved %s after the prompt%n", Duration.between(prompt, Instant.now()));
        over.set(true);
        int count = reads.get();
        assertThat(count).as("reads of the history by sqlite3").isGreaterThan(10);
        List<AlertRow> listed = AlertRow.all(scenario);
        await("what is listed is in the file").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        sqlite.query("select id from alert"))
                .containsAll(listed.stream().map(AlertRow::id).toList()));
        assertThat(scenario.loggedErrors()).isEmpty();
        System.out.printf("sqlite3 read %s times meanwhile%n", count);
    }

    /** Each a process that opens the file, as a person's would be. */
    private static int readUntil(AtomicBoolean over, SqliteShell sqlite) {
        int reads = 0;
        long before = 0;
        while (!over.get()) {
            long alerts = sqlite.number("select count(*) from alert");
            assertThat(alerts).isGreaterThanOrEqualTo(before);
            before = alerts;
            reads++;
        }
        return reads;
    }

    private static boolean cameAndWent(AlertRow alert) {
        return alert.kind().equals("PEER_DOWN")
                && alert.resolvedAt().isPresent()
                && alert.resolvedBy().equals(Optional.of("tunnelwatch"))
                && !alert.pending();
    }

    private Optional<KarafProcess> karaf() {
        return karaf;
    }
}
