package io.tunnelwatch.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.log.internal.LogSettings;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.store.internal.database.Schema;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.query.AlertPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data that another version wrote.
 *
 * <p>{@code src/test/resources/older} was written by the log and the store of commit b001e10, whose tables have version
 * 2: 40 alerts of the peers {@code p0} to {@code p39}, of which those with an even number are resolved and {@code p1}
 * is acknowledged, recurred and told of; a silence; and, in the log only, {@code p40} raised and {@code p3} resolved.
 */
class OtherVersionsTest {

    private static final Path OLDER = Path.of("src/test/resources/older");
    private static final int EVENTS = 67;
    private static final int ALERTS = 41;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final TestEvents events = new TestEvents();
    private final HealthMonitor health = new HealthMonitor(InstantSource.system());
    private LogEngine log;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        Path logFolder = Files.createDirectories(directory.resolve("log"));
        LogAndStore.copy(OLDER.resolve("log"), logFolder);
        file = Files.createDirectories(directory.resolve("database")).resolve("alerts.db");
        log = new LogEngine(
                new LogSettings(logFolder, 1 << 20, 1 << 24, Duration.ofDays(36_500)),
                new FileDisk(),
                InstantSource.system());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theHistoryOfAnOlderVersionGoesOnWhereItWas() throws Exception {
        LogAndStore.copy(OLDER.resolve("database"), directory.resolve("database"));
        try (TestDatabase database = new TestDatabase(file)) {
            TestStore store = started(database);
            awaitTaken(store, log.status().lastSequence());

            assertThat(database.ask("SELECT MAX(version) FROM schema_version"))
                    .containsExactly(String.valueOf(Schema.VERSION));
            assertThat(database.ask("SELECT COUNT(*) FROM alert_event WHERE sequence <= " + EVENTS))
                    .containsExactly(String.valueOf(EVENTS));
            assertThat(database.ask("SELECT COUNT(*) FROM history_gap")).containsExactly("0");
            assertThat(database.ask("SELECT COUNT(*) FROM delivery")).containsExactly("2");
            assertThat(database.ask("SELECT gateway FROM silence WHERE ended_at IS NULL"))
                    .containsExactly("frankfurt");
            assertThat(database.ask("SELECT peer_name FROM alert WHERE acknowledged_by = 'ada'"))
                    .containsExactly("p1");
            agreesWithTheLog(database);
            goesOn(database, store);
            assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
            stop(store);
        }
    }

    @Test
    void theLogOfAnOlderVersionMakesTheSameHistoryAnew() throws Exception {
        try (TestDatabase database = new TestDatabase(file)) {
            TestStore store = started(database);
            awaitTaken(store, log.status().lastSequence());

            assertThat(database.ask("SELECT COUNT(*) FROM history_gap")).containsExactly("0");
            agreesWithTheLog(database);
            goesOn(database, store);
            stop(store);
        }
    }

    /** Which version would understand what it means? It is said, nothing is written, and alerts wait in the log. */
    @Test
    void theHistoryOfANewerVersionIsLeftAloneUntilThatVersionIsThere() throws Exception {
        LogAndStore.copy(OLDER.resolve("database"), directory.resolve("database"));
        try (TestDatabase database = new TestDatabase(file)) {
            TestStore store = started(database);
            awaitTaken(store, log.status().lastSequence());
            stop(store);
        }
        TestDatabase.make(
                file,
                "ALTER TABLE alert ADD COLUMN of_a_newer_version TEXT",
                "INSERT INTO schema_version (version, applied_at) VALUES (" + (Schema.VERSION + 1) + ", '2027')");
        byte[] before = Files.readAllBytes(file);
        try (TestDatabase database = new TestDatabase(file)) {
            TestStore older = started(database);
            AlertEvent.Raised meanwhile = events.raised("meanwhile", Instant.now());
            log.append(List.of(meanwhile));

            assertThatThrownBy(older.consumer::position)
                    .isInstanceOf(PositionUnavailableException.class)
                    .hasMessageContaining("version " + (Schema.VERSION + 1))
                    .hasMessageContaining("install a newer alert-store");
            assertThat(health.health().state()).isEqualTo(StoreHealth.State.MISSING);
            assertThat(log.openAlerts().find(meanwhile.alertId())).isPresent();
            stop(older);
        }
        assertThat(Files.readAllBytes(file)).as("the newer file").isEqualTo(before);

        TestDatabase.make(
                file, "DELETE FROM schema_version WHERE version > " + Schema.VERSION); // the newer store comes
        try (TestDatabase database = new TestDatabase(file)) {
            TestStore newer = started(database);
            awaitTaken(newer, log.status().lastSequence());
            assertThat(health.health().isAvailable()).isTrue();
            assertThat(database.ask("SELECT state FROM alert WHERE peer_name = 'meanwhile'"))
                    .containsExactly("OPEN");
            assertThat(database.ask("SELECT COUNT(*) FROM history_gap")).containsExactly("0");
            stop(newer);
        }
    }

    private TestStore started(TestDatabase database) {
        TestStore store = new TestStore(database, health, () -> Optional.of(log), InstantSource.system());
        log.add(store.consumer);
        return store;
    }

    private void stop(TestStore store) {
        log.remove(store.consumer);
        store.upkeep.close();
    }

    private static void awaitTaken(TestStore store, long sequence) {
        await().atMost(LIMIT).until(() -> store.consumer
                .taken()
                .filter(position -> position.sequence() >= sequence)
                .isPresent());
    }

    private void agreesWithTheLog(TestDatabase database) {
        List<Alert> alerts = new AlertPages(database)
                .list(AlertFilter.ALL, PageRequest.first(100))
                .alerts();
        assertThat(alerts).hasSize(ALERTS);
        OpenAlerts open = log.openAlerts();
        assertThat(alerts.stream()
                        .filter(alert -> alert.state() != AlertState.RESOLVED)
                        .collect(Collectors.toMap(Alert::id, Function.identity())))
                .as("what is open")
                .hasSize(20)
                .isEqualTo(open.alerts().stream().collect(Collectors.toMap(Alert::id, Function.identity())));
    }

    private void goesOn(TestDatabase database, TestStore store) throws Exception {
        Position position = log.append(List.of(events.raised("newcomer", Instant.now())));
        awaitTaken(store, position.sequence());
        assertThat(database.ask("SELECT state FROM alert WHERE peer_name = 'newcomer'"))
                .containsExactly("OPEN");
    }
}
