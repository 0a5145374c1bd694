package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.AlertRows;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import io.tunnelwatch.store.internal.query.SliceSizes;
import io.tunnelwatch.store.internal.retain.Retention;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import io.tunnelwatch.store.internal.statistics.StatisticsQuery;
import io.tunnelwatch.store.internal.statistics.StripsQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No statement of the store reads the whole of a table that grows. It looks at all that reaches the driver through the
 * data source. Not among them are: a new version of the tables, which may look at every row, once; and what is read of
 * damaged files and of copies, by connections of their own, while nobody waits for them.
 */
class EveryPlanTest {

    private static final Pattern ROW_OF_TRIGGER = Pattern.compile("\\b(NEW|OLD)\\.\\w+");
    private static final AlertFilter ALL = AlertFilter.ALL;

    /** Each part of a filter. */
    private static final List<UnaryOperator<AlertFilter>> PARTS = List.of(
            f -> f.withStates(Set.of(AlertState.RESOLVED)),
            f -> f.withStates(Set.of(AlertState.OPEN)),
            f -> with(f, Set.of(AlertKind.PEER_DOWN, AlertKind.PEER_NEVER), f.severities(), f.gateways(), f.peers()),
            f -> with(f, f.kinds(), Set.of(Severity.CRITICAL), f.gateways(), f.peers()),
            f -> with(f, f.kinds(), f.severities(), Set.of("berlin", "tokyo"), f.peers()),
            f -> with(f, f.kinds(), f.severities(), f.gateways(), Set.of("ada")),
            f -> with(f, f.kinds(), f.severities(), f.gateways(), many()),
            f -> with(f, Optional.of(NOON.minusSeconds(9)), f.until(), f.text()),
            f -> with(f, f.since(), Optional.of(NOON.plusSeconds(999)), f.text()),
            f -> with(f, f.since(), f.until(), Optional.of("is down")),
            f -> with(f, f.since(), f.until(), Optional.of("is")));

    @TempDir
    Path directory;

    private final TestEvents log = new TestEvents();
    private TestDatabase database;
    private TestStore store;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        store = new TestStore(
                database, new HealthMonitor(InstantSource.system()), Optional::empty, InstantSource.system());
        store.consumer.position();
    }

    @AfterEach
    void close() {
        store.upkeep.close();
        database.close();
    }

    @Test
    void noneReadsAWholeTable() throws Exception {
        List<String> statements = database.statementsOf(this::everything);

        assertThat(statements)
                .anyMatch(sql -> sql.startsWith("INSERT INTO alert_event "))
                .anyMatch(sql -> sql.startsWith("UPDATE alert "))
                .anyMatch(sql -> sql.startsWith("DELETE FROM alert "))
                .anyMatch(sql -> sql.contains("alert_text MATCH"))
                .anyMatch(sql -> sql.contains("INDEXED BY alert_over_days"))
                .anyMatch(sql -> sql.startsWith("DELETE FROM alert_text "))
                .anyMatch(sql -> sql.startsWith("INSERT OR REPLACE INTO alert_text "));
        assertThat(scansOf(statements)).isEmpty();
    }

    @Test
    void noTriggerDoes() throws Exception {
        List<String> statements = new ArrayList<>();
        for (String trigger : database.ask("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")) {
            String body = trigger.substring(trigger.indexOf("BEGIN") + "BEGIN".length(), trigger.lastIndexOf("END"));
            for (String statement : body.split(";")) {
                if (!statement.isBlank()) {
                    statements.add(ROW_OF_TRIGGER.matcher(statement).replaceAll("?"));
                }
            }
        }

        assertThat(statements).hasSize(2);
        assertThat(scansOf(statements)).isEmpty();
    }

    /** Or this test would say nothing. */
    @Test
    void withoutItsIndexAStatementIsSeen() throws Exception {
        database.change("DROP INDEX alert_event_by_alert");

        List<String> statements = database.statementsOf(
                () -> database.required(em -> HistoryQueries.timeline(em, UUID.randomUUID(), 10)));

        assertThat(scansOf(statements)).isNotEmpty();
    }

    private List<String> scansOf(List<String> statements) throws Exception {
        return database.scansOfGrowingTables(statements);
    }

    private void everything() {
        try {
            project();
            ask();
            store.upkeep.backup(Optional.empty(), Progress.NONE);
            store.upkeep.check(Progress.NONE);
            database.required(HistoryQueries::details);
            retire();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void retire() {
        AtomicReference<RetentionSettings> kept = new AtomicReference<>(RetentionSettings.ALL);
        Instant later = NOON.plus(Duration.ofDays(9));
        Retention retention = new Retention(kept::get, store.inTurn, () -> later, () -> 0, pause -> {});
        kept.set(RetentionSettings.of(1, 5));
        retention.work();
        assertThat(retention.status().lastRetired()).isPresent();
    }

    private void project() throws Exception {
        store.consumer.position(); // opens it anew
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Raised raised = log.raised("ada", NOON.plusSeconds(i));
            UUID alert = raised.alertId();
            events.addAll(List.of(
                    raised,
                    new Recurred(log.id(), alert, NOON.plusSeconds(20), "again"),
                    new Acknowledged(log.id(), alert, NOON.plusSeconds(21), "grace", Optional.of("note")),
                    new Unacknowledged(log.id(), alert, NOON.plusSeconds(22), "grace", Optional.empty()),
                    new Delivered(log.id(), alert, NOON, "email", Notice.RAISED, Optional.empty()),
                    new DeliveryFailed(log.id(), alert, NOON, "email", Notice.RAISED, "refused", false)));
            if (i > 3) {
                events.add(log.ended(raised));
            }
        }
        Silence silence = new Silence(
                log.id(),
                Optional.of("berlin"),
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(60),
                "grace",
                Optional.empty());
        for (int i = 0; i < 300; i++) { // enough to be taken into the full-text table
            events.add(log.raised("peer" + i, NOON.plusSeconds(i)));
        }
        events.add(new Silenced(log.id(), NOON, silence));
        events.add(new Unsilenced(log.id(), silence.id(), NOON.plusSeconds(30), "grace", Optional.empty()));
        store.consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
        List<AlertEvent> changes = new ArrayList<>();
        for (AlertEvent event : events) {
            if (event instanceof Raised raised) {
                changes.add(new Recurred(log.id(), raised.alertId(), NOON.plusSeconds(40), "another summary"));
            }
        }
        store.consumer.accept(log.append(changes.toArray(AlertEvent[]::new)));
        Raised alone = log.raised("linus", NOON);
        store.consumer.accept(log.append(alone));
        store.consumer.accept(log.append(log.ended(alone)));
        database.change("CREATE TRIGGER refuse BEFORE INSERT ON alert WHEN NEW.peer_name = 'refused'"
                + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        store.consumer.accept(log.append(log.raised("refused", NOON)));
        database.change("DROP TRIGGER refuse");
        List<LogEntry> unseen = List.of(log.appendRaw("{\"type\":\"Odd\",\"schema\":3}"));
        store.consumer.accept(unseen);
        Alert open = AlertLifecycle.begin(log.raised("still", NOON));
        store.consumer.gap(
                new Gap(Gap.Reason.RETIRED, 90, 99, log.positionOf(99)),
                new OpenAlerts(List.of(open, AlertLifecycle.begin(alone)), List.of(silence), List.of(), List.of()),
                log.positionOf(99));
    }

    private void ask() {
        Optional<PageCursor> middle = Optional.of(new PageCursor(NOON.plusSeconds(5), UUID.randomUUID()));
        for (UnaryOperator<AlertFilter> one : PARTS) {
            for (UnaryOperator<AlertFilter> other : PARTS) {
                for (Optional<PageCursor> after : List.of(Optional.<PageCursor>empty(), middle)) {
                    AlertPages pages = new AlertPages(database, new SliceSizes(2, 4));
                    pages.list(other.apply(one.apply(ALL)), new PageRequest(2, after));
                }
            }
        }
        new AlertPages(database).list(ALL, PageRequest.first(3));
        UUID id = UUID.randomUUID();
        database.required(em -> HistoryQueries.find(em, id));
        database.required(em -> HistoryQueries.findByIdPrefix(em, "01a2", 5));
        database.required(em -> HistoryQueries.timeline(em, id, 100));
        database.required(em -> HistoryQueries.deliveries(em, id));
        statistics(Set.of(), Set.of());
        statistics(Set.of("berlin"), Set.of());
        statistics(Set.of("berlin", "tokyo"), Set.of());
        statistics(Set.of(), Set.of("ada"));
        statistics(Set.of(), many());
        strips(Set.of());
        strips(Set.of("ada"));
        strips(Set.copyOf(many().stream().limit(StripRequest.MAX_PEERS).toList()));
    }

    private void statistics(Set<String> gateways, Set<String> peers) {
        StatisticsRequest request =
                new StatisticsRequest(NOON, NOON.plusSeconds(999), Set.of(), Set.of(), gateways, peers);
        new StatisticsQuery(new AlertRows(database::required), request, Progress.NONE).run();
    }

    private void strips(Set<String> peers) {
        StripRequest request = new StripRequest("berlin", peers, NOON, NOON.plusSeconds(999));
        new StripsQuery(new AlertRows(database::required), request).run();
    }

    private static Set<String> many() {
        return Set.copyOf(IntStream.range(0, 99).mapToObj(i -> "peer" + i).toList());
    }

    private static AlertFilter with(
            AlertFilter filter,
            Set<AlertKind> kinds,
            Set<Severity> severities,
            Set<String> gateways,
            Set<String> peers) {
        return new AlertFilter(
                filter.states(), kinds, severities, gateways, peers, filter.since(), filter.until(), filter.text());
    }

    private static AlertFilter with(
            AlertFilter filter, Optional<Instant> since, Optional<Instant> until, Optional<String> text) {
        return new AlertFilter(
                filter.states(),
                filter.kinds(),
                filter.severities(),
                filter.gateways(),
                filter.peers(),
                since,
                until,
                text);
    }
}
