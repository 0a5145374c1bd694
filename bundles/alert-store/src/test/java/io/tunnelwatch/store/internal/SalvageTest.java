package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.salvage.Pages;
import io.tunnelwatch.store.internal.salvage.Pages.Kind;
import io.tunnelwatch.store.internal.salvage.Salvage;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, damaged in their pages, and what comes out of them. */
class SalvageTest {

    private static final int ALERTS = 3000;
    private static final int OPEN = 10;
    private static final Instant NOW = NOON.plusSeconds(1_000_000);

    @TempDir
    static Path originals;

    private static final TestEvents LOG = new TestEvents();
    private static final List<Raised> RAISED = new ArrayList<>();
    private static Path whole;
    private static Path backup;

    @TempDir
    Path directory;

    private final Set<UUID> openInLog = new HashSet<>();
    private long mostLost = Long.MAX_VALUE;
    private Path file;
    private TestDatabase history;

    @BeforeAll
    static void fill() throws Exception {
        whole = originals.resolve("whole.db");
        backup = originals.resolve("backup.db");
        try (TestDatabase database = new TestDatabase(whole)) {
            HistoryConsumer consumer = consumer(database);
            consumer.position();
            for (int from = 0; from < ALERTS; from += 200) {
                List<LogEntry> batch = new ArrayList<>();
                for (int i = from; i < from + 200; i++) {
                    Raised raised = LOG.raised("peer" + i, NOON.plusSeconds(i));
                    RAISED.add(raised);
                    batch.addAll(LOG.append(
                            raised,
                            new Recurred(LOG.id(), raised.alertId(), raised.at().plusSeconds(1), "again")));
                    if (i < ALERTS - OPEN) {
                        batch.addAll(LOG.append(LOG.ended(raised)));
                    }
                }
                consumer.accept(batch);
                if (from == 0) {
                    Raised first = RAISED.get(0);
                    Silence silence = new Silence(
                            LOG.id(),
                            Optional.of("paris"),
                            Optional.empty(),
                            Optional.empty(),
                            NOON,
                            NOON.plusSeconds(60),
                            "grace",
                            Optional.empty(),
                            Optional.of(Repetition.parse("Sun 02:00", ZoneId.of("Europe/Berlin"))));
                    consumer.accept(LOG.append(
                            new Delivered(LOG.id(), first.alertId(), NOON, "email", Notice.RAISED, Optional.empty()),
                            new Silenced(LOG.id(), NOON, silence)));
                }
                if (from == 1000) { // with it, 1200 alerts are in
                    Files.copy(whole, backup);
                }
            }
            database.change(
                    "INSERT INTO rejected_event VALUES ('" + UUID.randomUUID() + "/7', 'x', 'odd', '" + NOON + "')");
            database.change("INSERT INTO history_gap (id, reason, first_sequence, last_sequence, resumes_epoch,"
                    + " resumes_after, recorded_at) VALUES ('" + UUID.randomUUID() + "', 'RETIRED', 1, 2, '', 2, '"
                    + NOON + "')");
        }
    }

    @BeforeEach
    void copy() throws Exception {
        file = Files.copy(whole, directory.resolve("alerts-damaged.db"));
        history(Optional.empty());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void aFileThatIsWholeComesOverWhole() throws Exception {
        openInLog.addAll(openIds());

        Outcome outcome = salvage();

        assertThat(outcome).isEqualTo(new Outcome(ALERTS, 0, 0, Optional.empty(), Optional.empty(), Optional.empty()));
        for (String table : List.of("alert", "alert_event", "delivery", "silence", "rejected_event", "history_gap")) {
            assertThat(differences(table)).as(table).isEmpty();
        }
        assertThat(history.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void noStatementToTheHistoryReadsAWholeTable() throws Exception {
        destroy("alert", Kind.LEAF, 10, 11, 12);
        destroy("alert_by_time", Kind.ROOT, 0);

        List<String> statements = history.statementsOf(() -> {
            try {
                salvage();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        assertThat(statements).anyMatch(sql -> sql.startsWith("INSERT INTO alert "));
        assertThat(history.scansOfGrowingTables(statements)).isEmpty();
    }

    @Test
    void withABackupOnlyTheRestIsSalvaged() throws Exception {
        history(Optional.of(backup));

        Outcome outcome = salvage();

        assertThat(outcome.salvagedAlerts()).isEqualTo(ALERTS - 1200);
        assertThat(outcome.isWhole()).isTrue();
        assertThat(count("alert")).isEqualTo(ALERTS);
    }

    @Test
    void alertsWhoseRowsAreUnreadableAreMadeFromTheirEvents() throws Exception {
        openInLog.addAll(openIds());
        destroy("alert", Kind.LEAF, 10, 11, 12);

        Outcome outcome = salvage();

        assertThat(outcome.isWhole()).isTrue();
        assertThat(outcome.salvagedAlerts()).isEqualTo(ALERTS);
        assertThat(differences("alert")).isEmpty();
    }

    @Test
    void anInnerPageOfTheEventsTakesTheEventsBelowItAway() throws Exception {
        destroy("alert_event", Kind.INNER, 1);

        Outcome outcome = salvage();

        assertThat(count("alert")).isEqualTo(ALERTS);
        assertThat(outcome.lostEvents())
                .isEqualTo(number(whole, "alert_event") - count("alert_event"))
                .isBetween(500L, 5000L);
    }

    @Test
    void theRootPageOfTheAlertsTakesNothingAwayThatEventsTell() throws Exception {
        openInLog.addAll(openIds());
        destroy("alert", Kind.ROOT, 0);

        assertThat(salvage().isWhole()).isTrue();
        assertThat(differences("alert")).isEmpty();
    }

    @Test
    void aDamagedIndexTakesNothingAway() throws Exception {
        for (String index : List.of("alert_by_time", "sqlite_autoindex_alert_1", "sqlite_autoindex_alert_event_1")) {
            Pages.destroy(file, Pages.of(file, index, Kind.LEAF).get(3));
        }

        assertThat(salvage().isWhole()).isTrue();
        assertThat(count("alert")).isEqualTo(ALERTS);
    }

    @Test
    void lostEventsAreCountedExactlyByTheirIndex() throws Exception {
        destroy("alert_event", Kind.LEAF, 10, 200);

        Outcome outcome = salvage();

        assertThat(outcome.lostAlerts()).isZero();
        assertThat(outcome.lostEvents()).isEqualTo(number(whole, "alert_event") - count("alert_event"));
        assertThat(outcome.lostEvents()).isPositive();
        assertThat(outcome.note()).isEmpty();
        assertThat(history.ask("SELECT reason || lost_alerts || '/' || lost_events || '/' || file FROM history_gap"
                        + " WHERE lost_events IS NOT NULL"))
                .containsExactly("UNREADABLE0/" + outcome.lostEvents() + "/alerts-damaged.db");
    }

    @Test
    void lostAlertsAreCountedWithTheirTime() throws Exception {
        loseAlertsAndEvents();

        Outcome outcome = salvage();

        assertThat(outcome.lostAlerts()).isEqualTo(ALERTS - count("alert")).isPositive();
        List<Instant> lost = RAISED.stream()
                .filter(raised -> !present(raised))
                .map(Raised::at)
                .toList();
        assertThat(outcome.lostFrom()).contains(lost.get(0));
        assertThat(outcome.lostTo()).contains(lost.get(lost.size() - 1));
        assertThat(outcome.note()).isEmpty();
    }

    @Test
    void whatTheBackupHoldsIsNotLost() throws Exception {
        history(Optional.of(backup));
        loseAlertsAndEvents();

        Outcome outcome = salvage();

        assertThat(outcome.isWhole()).isTrue();
        assertThat(count("alert")).isEqualTo(ALERTS);
    }

    @Test
    void withoutAnIndexTheLossIsBoundedByItsNeighbours() throws Exception {
        loseAlertsAndEvents();
        destroy("alert_by_time", Kind.LEAF, 20);
        destroy("sqlite_autoindex_alert_event_1", Kind.LEAF, 20);

        Outcome outcome = salvage();

        assertThat(outcome.lostAlerts()).isEqualTo(ALERTS - count("alert")).isPositive();
        assertThat(outcome.lostEvents()).isEqualTo(number(whole, "alert_event") - count("alert_event"));
        assertThat(outcome.note()).isPresent();
        List<Instant> lost = RAISED.stream()
                .filter(raised -> !present(raised))
                .map(Raised::at)
                .toList();
        assertThat(outcome.lostFrom().orElseThrow()).isBefore(lost.get(0));
        assertThat(outcome.lostTo().orElseThrow()).isAfter(lost.get(lost.size() - 1));
    }

    @Test
    void withoutAnIndexWhatTheBackupHoldsIsNotLostEither() throws Exception {
        history(Optional.of(backup));
        loseAlertsAndEvents();
        destroy("alert_by_time", Kind.LEAF, 20);
        destroy("sqlite_autoindex_alert_event_1", Kind.LEAF, 20);

        assertThat(salvage().isWhole()).isTrue();
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        loseAlertsAndEvents();
        Outcome first = salvage();
        List<String> alerts = rows(history, "alert");
        List<String> gaps = rows(history, "history_gap");

        assertThat(salvage()).isEqualTo(first);

        assertThat(rows(history, "alert")).isEqualTo(alerts);
        assertThat(rows(history, "history_gap")).isEqualTo(gaps);
    }

    @Test
    void anInterruptedSalvageBeginsAgainAndComesToTheSameEnd() throws Exception {
        loseAlertsAndEvents();
        Progress interrupting = (step, done, total) -> {
            if (step.equals("salvaging alert") && done > 1000) {
                Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(() -> salvage(interrupting)).isInstanceOf(InterruptedException.class);
        assertThat(count("alert")).isBetween(1L, ALERTS - 1L);

        Outcome outcome = salvage();

        assertThat(outcome.salvagedAlerts()).isEqualTo(count("alert"));
        assertThat(outcome.salvagedAlerts() + outcome.lostAlerts()).isEqualTo(ALERTS);
    }

    @Test
    void anOpenAlertIsBroughtToWhereItsEventsAre() throws Exception {
        String id = RAISED.get(17).alertId().toString();
        try (TestDatabase damaged = new TestDatabase(file)) {
            damaged.change("UPDATE alert SET state = 'OPEN', occurrences = 1, resolved_at = NULL, resolved_by = NULL,"
                    + " last_sequence = 50 WHERE id = '" + id + "'");
        }

        salvage();

        assertThat(history.ask("SELECT state || occurrences || resolved_at || last_sequence FROM alert WHERE id = '"
                        + id + "'"))
                .isEqualTo(ask(
                        whole,
                        "SELECT state || occurrences || resolved_at || last_sequence FROM alert" + " WHERE id = '" + id
                                + "'"));
    }

    @Test
    void anOpenAlertThatTheLogDoesNotKnowIsOver() throws Exception {
        UUID known = RAISED.get(ALERTS - 1).alertId();
        openInLog.add(known);

        salvage();

        assertThat(history.ask("SELECT id FROM alert WHERE state <> 'RESOLVED'"))
                .containsExactly(known.toString());
        assertThat(history.ask("SELECT count(*) FROM alert WHERE resolved_by = 'tunnelwatch' AND resolved_at > '"
                        + NOW.minusSeconds(1) + "'"))
                .containsExactly(String.valueOf(OPEN - 1));
    }

    @Test
    void aRowThatIsFurtherOnIsTaken() throws Exception {
        history(Optional.of(whole));
        history.change("UPDATE alert SET last_sequence = 1, occurrences = 1");
        String older = RAISED.get(5).alertId().toString();
        history.change("UPDATE alert SET last_sequence = 1000000, occurrences = 77 WHERE id = '" + older + "'");

        Outcome outcome = salvage();

        assertThat(outcome.salvagedAlerts()).isZero();
        assertThat(history.ask("SELECT occurrences || '/' || count(*) FROM alert GROUP BY occurrences ORDER BY 1"))
                .containsExactly("2/" + (ALERTS - 1), "77/1");
    }

    @Test
    void rowsThatMakeNoSenseStayOutAndAreLost() throws Exception {
        String alert = RAISED.get(30).alertId().toString();
        try (TestDatabase damaged = new TestDatabase(file)) {
            damaged.change("UPDATE alert SET kind = 'PEER_DOWM' WHERE id = '" + alert + "'");
            damaged.change(
                    "UPDATE alert_event SET json = replace(json, '\"id\"', '\"ie\"') WHERE alert_id = '" + alert + "'");
            damaged.change("UPDATE delivery SET notice = 'RAISEE'");
            damaged.change("UPDATE silence SET end_at = 'soon'");
            damaged.change("UPDATE rejected_event SET position = 'here'");
            damaged.change("UPDATE history_gap SET reason = 'RETIREE'");
        }

        Outcome outcome = salvage();

        assertThat(outcome.lostAlerts()).isEqualTo(1);
        assertThat(outcome.lostEvents()).isEqualTo(3);
        assertThat(outcome.lostFrom()).contains(RAISED.get(30).at());
        for (String table : List.of("delivery", "silence", "rejected_event")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(count("history_gap")).isEqualTo(1);
        assertThat(count("alert")).isEqualTo(ALERTS - 1);
    }

    @Test
    void anEventOfANewerVersionIsKept() throws Exception {
        String id = UUID.randomUUID().toString();
        try (TestDatabase damaged = new TestDatabase(file)) {
            damaged.change("INSERT INTO alert_event SELECT '" + id + "', NULL, 'Odd', at, epoch, 99999, '{\"id\":\""
                    + id + "\",\"type\":\"Odd\"}' FROM alert_event LIMIT 1");
        }

        salvage();

        assertThat(history.ask("SELECT id FROM alert_event WHERE type = 'Odd'")).containsExactly(id);
    }

    @Test
    void aFileOfTheFirstVersionIsRead() throws Exception {
        try (TestDatabase damaged = new TestDatabase(file)) {
            for (String column :
                    List.of("file", "salvaged_alerts", "lost_alerts", "lost_events", "lost_from", "lost_to")) {
                damaged.change("ALTER TABLE history_gap DROP COLUMN " + column);
            }
        }

        salvage();

        assertThat(count("history_gap")).isEqualTo(1);
    }

    @Test
    void aFileThatIsCutOffGivesWhatIsLeft() throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(Files.size(file) / 2 / Pages.SIZE * Pages.SIZE);
        }

        Outcome outcome = salvage();

        assertThat(outcome.salvagedAlerts()).isGreaterThan(ALERTS / 3);
        assertThat(outcome.salvagedAlerts() + outcome.lostAlerts()).isGreaterThanOrEqualTo(ALERTS);
        assertThat(outcome.note()).isPresent();
    }

    @Test
    void withNothingLeftOfTheTablesTheLossIsSaidToBeUnknown() throws Exception {
        for (String table : List.of("alert", "alert_event", "sqlite_autoindex_alert_event_1", "alert_by_time")) {
            destroy(table, Kind.ROOT, 0);
        }

        Outcome outcome = salvage();

        assertThat(outcome.salvagedAlerts()).isZero();
        assertThat(outcome.isWhole()).isFalse();
        assertThat(outcome.note()).isPresent();
    }

    @Test
    void withoutAnyRowOfTheAlertsThoseAreCountedThatHaveEventsLeft() throws Exception {
        try (TestDatabase damaged = new TestDatabase(file)) {
            damaged.change("DELETE FROM alert_event WHERE type = 'Raised' AND sequence <= 30");
        }
        destroy("alert", Kind.ROOT, 0);
        destroy("alert_by_time", Kind.ROOT, 0);

        Outcome outcome = salvage();

        assertThat(outcome.lostAlerts()).isEqualTo(10);
        assertThat(outcome.note()).isPresent();
    }

    /**
     * Rows of one transaction are written in any order: what lies between a hole's neighbours by id may lie elsewhere.
     */
    @Test
    void whatLiesElsewhereInTheFileIsNotTakenForWhatAHoleHad() throws Exception {
        TestDatabase.make(
                file,
                "CREATE TEMP TABLE shuffled AS SELECT * FROM alert ORDER BY rowid / 50, id DESC",
                "DELETE FROM alert",
                "INSERT INTO alert SELECT * FROM shuffled");
        destroy("alert", Kind.LEAF, 10, 11, 12);
        destroy("alert_by_time", Kind.ROOT, 0);
        destroy("alert_event", Kind.ROOT, 0); // or the alerts would be made from their events

        Outcome outcome = salvage();

        assertThat(count("alert")).isLessThan(ALERTS);
        assertThat(outcome.lostAlerts()).isGreaterThanOrEqualTo(ALERTS - count("alert"));
        assertThat(outcome.lostAlerts()).isLessThan(ALERTS / 10);
    }

    /** A row may be unreadable, and its events in the log all the same. */
    @Test
    void noMoreIsLostThanBackupAndLogLack() throws Exception {
        loseAlertsAndEvents();
        mostLost = 7;
        assertThat(salvage()).satisfies(outcome -> {
            assertThat(outcome.lostAlerts()).isLessThanOrEqualTo(7);
            assertThat(outcome.lostEvents()).isEqualTo(7);
        });
        mostLost = 0;
        assertThat(salvage().isWhole()).isTrue();
        assertThat(history.ask("SELECT count(*) FROM history_gap WHERE reason = 'UNREADABLE'"))
                .containsExactly("0");
    }

    /** What was imported was never in the log: that the log has everything says nothing of it. */
    @Test
    void importedAlertsCountAsLostWhateverLogAndBackupHave() throws Exception {
        mostLost = 0;
        markAsImported("raised_at < '" + NOON.plusSeconds(ALERTS / 2) + "'");
        history(Optional.empty());
        loseAlertsAndEvents();
        for (Raised raised : RAISED) {
            history.change("DELETE FROM alert_event WHERE alert_id = '" + raised.alertId() + "'");
        }

        Outcome outcome = salvage();

        long missing = RAISED.subList(0, ALERTS / 2).stream()
                .filter(raised -> !present(raised))
                .count();
        assertThat(missing).isPositive();
        assertThat(outcome.lostAlerts()).isEqualTo(missing);
        assertThat(outcome.lostEvents()).isZero();
    }

    @Test
    void importedAlertsComeOverWithTheirOrigin() throws Exception {
        markAsImported("TRUE");

        salvage();

        assertThat(history.ask("SELECT DISTINCT imported_from || ' ' || imported_at FROM alert"))
                .containsExactly("old.db 2026-01-01");
        assertThat(history.ask("SELECT count(DISTINCT imported_row) FROM alert"))
                .containsExactly(String.valueOf(ALERTS));
    }

    private void markAsImported(String where) throws Exception {
        TestDatabase.make(
                file,
                "UPDATE alert SET imported_from = 'old.db', imported_row = rowid, imported_at = '2026-01-01' WHERE "
                        + where);
    }

    @Test
    void otherTroubleThanDamageIsThrown() throws Exception {
        Connection closed = Pages.open(file);
        closed.close();

        assertThatThrownBy(() -> new Salvage(closed, history, openInLog::contains, mostLost, InstantSource.fixed(NOW))
                        .run(Progress.NONE))
                .isInstanceOf(SQLException.class);
    }

    /** Leaves of the first 1200 alerts, and all leaves with events of theirs. */
    private void loseAlertsAndEvents() throws Exception {
        destroy("alert", Kind.LEAF, 10, 11, 12, 40);
        List<Integer> events = Pages.of(file, "alert_event", Kind.LEAF);
        for (int i = 0; i < events.size() / 8; i++) {
            Pages.destroy(file, events.get(i));
        }
    }

    private void destroy(String name, Kind kind, int... which) throws Exception {
        List<Integer> pages = Pages.of(file, name, kind);
        for (int page : which) {
            Pages.destroy(file, pages.get(page));
        }
    }

    private Outcome salvage() throws Exception {
        return salvage(Progress.NONE);
    }

    private Outcome salvage(Progress progress) throws Exception {
        try (Connection damaged = Pages.open(file)) {
            return new Salvage(damaged, history, openInLog::contains, mostLost, InstantSource.fixed(NOW)).run(progress);
        }
    }

    private void history(Optional<Path> from) throws Exception {
        if (history != null) {
            history.close();
        }
        Path place = directory.resolve("alerts.db");
        Files.deleteIfExists(place);
        if (from.isPresent()) {
            Files.copy(from.get(), place, StandardCopyOption.REPLACE_EXISTING);
        }
        history = new TestDatabase(place);
        consumer(history).position();
    }

    private static HistoryConsumer consumer(TestDatabase database) {
        return TestStore.consumer(database, new HealthMonitor(InstantSource.system()));
    }

    private static Set<UUID> openIds() {
        return new HashSet<>(RAISED.subList(ALERTS - OPEN, ALERTS).stream()
                .map(Raised::alertId)
                .toList());
    }

    private boolean present(Raised raised) {
        try {
            return !history.ask("SELECT id FROM alert WHERE id = '" + raised.alertId() + "'")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) throws Exception {
        return Long.parseLong(history.ask("SELECT count(*) FROM " + table).get(0));
    }

    private static long number(Path file, String table) throws Exception {
        return Long.parseLong(ask(file, "SELECT count(*) FROM " + table).get(0));
    }

    /** Rows that the history has otherwise than the file before its damage, or not at all. */
    private List<String> differences(String table) throws Exception {
        Set<String> missing = new HashSet<>(rows(whole, table));
        rows(history, table).forEach(row -> {
            if (!missing.remove(row)) {
                missing.add(row);
            }
        });
        return List.copyOf(missing);
    }

    private static List<String> rows(TestDatabase database, String table) throws Exception {
        return database.ask(everyColumn(
                database.ask("SELECT group_concat(name) FROM pragma_table_info('" + table
                                + "') WHERE name <> 'text_id'")
                        .get(0),
                table));
    }

    private static List<String> rows(Path file, String table) throws Exception {
        return ask(
                file,
                everyColumn(
                        ask(
                                        file,
                                        "SELECT group_concat(name) FROM pragma_table_info('" + table
                                                + "') WHERE name <> 'text_id'")
                                .get(0),
                        table));
    }

    private static String everyColumn(String columns, String table) {
        return "SELECT json_array(" + columns + ") FROM " + table + " ORDER BY 1";
    }

    private static List<String> ask(Path file, String sql) throws Exception {
        try (TestDatabase database = new TestDatabase(file)) {
            return database.ask(sql);
        }
    }
}
