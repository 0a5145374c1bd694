package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import io.tunnelwatch.store.internal.query.SliceSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projection and the queries, on the real pool, driver and file. */
class HistoryTest {

    @TempDir
    Path directory;

    private final TestEvents log = new TestEvents();
    private final HealthMonitor health = new HealthMonitor(InstantSource.system());
    private TestDatabase database;
    private HistoryConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        consumer = TestStore.consumer(database, health);
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAlertIsWhatItsEventsMakeOfItToTheNanosecond() throws Exception {
        Raised raised = log.raised("ada", NOON);
        Acknowledged acknowledged =
                new Acknowledged(log.id(), raised.alertId(), NOON.plusSeconds(5), "grace", Optional.of("on my way"));
        Recurred recurred = new Recurred(log.id(), raised.alertId(), NOON.plusSeconds(9), "down again");
        AlertEvent.Resolved resolved = log.ended(raised);
        consumer.accept(log.append(raised, acknowledged));
        consumer.accept(log.append(recurred, resolved));

        Alert expected = AlertLifecycle.begin(raised);
        for (AlertEvent.OfAlert event : List.of(acknowledged, recurred, resolved)) {
            expected = AlertLifecycle.apply(expected, event);
        }
        assertThat(find(raised.alertId())).contains(expected);
        assertThat(timeline(raised.alertId())).isEqualTo(log.all());
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(log.positionOf(4)));
    }

    @Test
    void theTablesAreThoseOfTheContract() throws Exception {
        consumer.accept(log.append(log.raised("ada", NOON)));

        assertThat(
                        database.ask(
                                "SELECT peer_name || '/' || interface || '/' || state || '/' || tags || '/' || raised_at FROM alert"))
                .containsExactly("ada/wg0/OPEN/noc,vip/2026-11-23T12:00:00.123456789Z");
        assertThat(database.ask("SELECT strftime('%H:%M', raised_at) FROM alert"))
                .containsExactly("12:00");
        assertThat(database.ask("SELECT version FROM schema_version"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void anEventThatWasSeenIsNothing() throws Exception {
        Raised raised = log.raised("ada", NOON);
        consumer.accept(log.append(raised, new Recurred(log.id(), raised.alertId(), NOON.plusSeconds(9), "again")));
        Alert before = find(raised.alertId()).orElseThrow();

        // the log was replayed: the same events in a batch with a new one
        LogEntry later = log.append(log.ended(raised)).get(0);
        consumer.accept(log.all());

        assertThat(find(raised.alertId()).orElseThrow().occurrences()).isEqualTo(before.occurrences());
        assertThat(find(raised.alertId()).orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(database.ask("SELECT count(*) FROM alert_event")).containsExactly("3");
        assertThat(consumer.taken()).contains(later.position());
    }

    /** Of a newer version, or written by hand. */
    @Test
    void aSilenceThatCanNotBeReadHoldsUpNoAlert() throws Exception {
        database.change("INSERT INTO silence (id, kind, start_at, end_at, operator)"
                + " VALUES ('00000000-0000-4000-8000-000000000001', 'OF_A_NEWER_VERSION', 'a', 'b', 'grace')");

        consumer.accept(log.append(log.raised("ada", NOON)));

        assertThat(database.ask("SELECT count(*) FROM alert")).containsExactly("1");
    }

    @Test
    void aFailureInTheMiddleLeavesNothing() throws Exception {
        consumer.accept(log.append(log.raised("ada", NOON)));
        // the third insert of the next batch fails
        database.change("CREATE TRIGGER refuse BEFORE INSERT ON alert WHEN NEW.peer_name = 'linus'"
                + " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END");
        database.change("CREATE TABLE spare (x)");
        List<LogEntry> batch =
                log.append(log.raised("grace", NOON), log.raised("linus", NOON), log.raised("ken", NOON));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("alerts.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> consumer.accept(batch)).isInstanceOf(NotTakenException.class);
            assertThat(health.health().state()).isEqualTo(State.LOCKED);
            statement.execute("ROLLBACK");
        }
        assertThat(database.ask("SELECT peer_name FROM alert")).containsExactly("ada");
        assertThat(database.ask("SELECT sequence FROM log_position")).containsExactly("1");
    }

    @Test
    void aBatchThatTheDatabaseRefusesIsHalvedUntilTheOneEventIsFound() throws Exception {
        database.change("CREATE TRIGGER refuse BEFORE INSERT ON alert WHEN NEW.peer_name = 'linus'"
                + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(log.raised(i == 13 ? "linus" : "peer" + i, NOON));
        }
        consumer.accept(log.append(events.toArray(AlertEvent[]::new)));

        assertThat(database.ask("SELECT count(*) FROM alert")).containsExactly("19");
        assertThat(database.ask("SELECT json FROM rejected_event"))
                .containsExactly(log.all().get(13).json());
        assertThat(consumer.taken()).contains(log.positionOf(20));
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void aRefusedEventThatIsReplayedDoesNotHoldUpTheOthers() throws Exception {
        database.change("CREATE TRIGGER refuse BEFORE INSERT ON alert WHEN NEW.peer_name = 'linus'"
                + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        List<LogEntry> batch = log.append(log.raised("linus", NOON), log.raised("ada", NOON));
        consumer.accept(batch);
        Position beginning = log.positionOf(0);
        consumer.gap(
                new Gap(Gap.Reason.UNKNOWN_EPOCH, 0, 0, beginning),
                new OpenAlerts(List.of(), List.of(), List.of(), List.of()),
                log.positionOf(2));

        consumer.accept(batch);

        assertThat(consumer.taken()).contains(log.positionOf(2));
        assertThat(database.ask("SELECT count(*) FROM rejected_event")).containsExactly("1");
    }

    @Test
    void aRowOfANewerVersionHoldsUpNobody() throws Exception {
        Raised odd = log.raised("odd", NOON);
        consumer.accept(log.append(odd));
        database.change("UPDATE alert SET kind = 'PEER_ON_FIRE'");

        consumer.accept(log.append(log.ended(odd), log.raised("ada", NOON)));

        assertThat(database.ask("SELECT count(*) FROM rejected_event")).containsExactly("1");
        assertThat(database.ask("SELECT peer_name FROM alert")).containsExactlyInAnyOrder("odd", "ada");
        consumer.gap(
                new Gap(Gap.Reason.RETIRED, 4, 9, log.positionOf(9)),
                new OpenAlerts(List.of(), List.of(), List.of(), List.of()),
                log.positionOf(9));
        assertThat(database.ask("SELECT state FROM alert")).containsExactly("RESOLVED", "RESOLVED");
    }

    @Test
    void aBatchThatWasRefusedAndThenFoundInTheFileIsNotWaitedFor() throws Exception {
        Path copy = directory.resolve("copy.db");
        List<LogEntry> batch = log.append(log.raised("ada", NOON));
        consumer.accept(batch);
        Files.copy(directory.resolve("alerts.db"), copy);
        database.change("UPDATE log_position SET epoch = '', sequence = 0");
        consumer.position();
        database.gone = true;
        assertThatThrownBy(() -> consumer.accept(batch)).isInstanceOf(NotTakenException.class);
        database.gone = false;
        Files.write(directory.resolve("alerts.db"), Files.readAllBytes(copy));

        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(log.positionOf(1)));
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
    }

    /** Or its health would go to and fro with each attempt. */
    @Test
    void aDatabaseThatOpensButTakesNoEventsIsNotWell() throws Exception {
        consumer.accept(log.append(log.raised("ada", NOON)));
        List<LogEntry> next = log.append(log.raised("grace", NOON));
        database.change("ALTER TABLE alert_event RENAME TO away");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> consumer.accept(next)).isInstanceOf(NotTakenException.class);
            assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(log.positionOf(1)));
            assertThat(health.health().state()).isEqualTo(State.IO_ERROR);
        }

        database.change("ALTER TABLE away RENAME TO alert_event");
        consumer.position();
        consumer.accept(next);
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
        assertThat(database.ask("SELECT peer_name FROM alert ORDER BY peer_name"))
                .containsExactly("ada", "grace");
    }

    @Test
    void aFullDiskKeepsThePosition() throws Exception {
        Path file = directory.resolve("small.db");
        Map<UUID, AlertState> states = new HashMap<>();
        List<LogEntry> refused = List.of();
        try (TestDatabase small = new TestDatabase(file, "max_page_count", "100")) {
            HistoryConsumer filling = TestStore.consumer(small, health);
            filling.position();
            Optional<Position> before = Optional.empty();
            List<String> rows = List.of();
            while (refused.isEmpty()) {
                List<LogEntry> batch = someAlerts(states);
                try {
                    filling.accept(batch);
                    before = filling.taken();
                    rows = rows(small);
                } catch (NotTakenException e) {
                    refused = batch;
                }
            }

            assertThat(health.health().state()).isEqualTo(State.FULL);
            assertThat(before).isPresent();
            assertThat(filling.taken()).isEqualTo(before);
            assertThat(rows(small)).isEqualTo(rows);
            assertThat(filling.position()).isEqualTo(new ConsumerPosition.After(before.get()));
            assertThat(health.health().state()).isEqualTo(State.FULL);
        }

        try (TestDatabase roomy = new TestDatabase(file, "max_page_count", "1000")) {
            HistoryConsumer goingOn = TestStore.consumer(roomy, health);
            assertThat(goingOn.position())
                    .isEqualTo(new ConsumerPosition.After(
                            log.positionOf(refused.get(0).position().sequence() - 1)));
            goingOn.accept(refused);

            assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
            assertThat(roomy.ask("SELECT count(*) FROM alert_event"))
                    .containsExactly(String.valueOf(log.all().size()));
            Map<UUID, AlertState> found = new HashMap<>();
            for (String row : roomy.ask("SELECT id || ' ' || state FROM alert")) {
                found.put(UUID.fromString(row.substring(0, 36)), AlertState.valueOf(row.substring(37)));
            }
            assertThat(found).isEqualTo(states);
        }
    }

    @Test
    void anEventOfANewerVersionIsKeptRaw() throws Exception {
        UUID alert = log.id();
        LogEntry entry = log.appendRaw("{\"type\":\"Escalated\",\"schema\":2,\"id\":\"" + log.id() + "\",\"alertId\":\""
                + alert + "\",\"at\":\"2026-11-23T12:00:00Z\",\"level\":3}");
        LogEntry odd = log.appendRaw("{\"type\":\"Odd\",\"schema\":3}");
        consumer.accept(List.of(entry, odd));
        consumer.accept(List.of(odd));

        assertThat(timeline(alert)).containsExactly(entry);
        assertThat(database.ask("SELECT json FROM alert_event WHERE type = 'Odd'"))
                .containsExactly(odd.json());
    }

    @Test
    void aFileThatWasCopiedOverIsNoticedAndReadOnFromWhereItIs() throws Exception {
        consumer.accept(log.append(log.raised("ada", NOON)));
        Path copy = directory.resolve("copy.db");
        Files.copy(directory.resolve("alerts.db"), copy);
        consumer.accept(log.append(log.raised("grace", NOON)));
        // over the same inode, as cp does
        Files.write(directory.resolve("alerts.db"), Files.readAllBytes(copy));

        List<LogEntry> next = log.append(log.raised("linus", NOON));
        assertThatThrownBy(() -> consumer.accept(next))
                .isInstanceOf(NotTakenException.class)
                .hasMessageContaining("exchanged");
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(log.positionOf(1)));
        consumer.accept(log.all().subList(1, 3));
        assertThat(database.ask("SELECT peer_name FROM alert ORDER BY peer_name"))
                .containsExactly("ada", "grace", "linus");
    }

    @Test
    void aGapIsRecordedAndTheOpenAlertsAreTakenOver() throws Exception {
        Raised ended = log.raised("ended-in-the-hole", NOON);
        Raised still = log.raised("still", NOON);
        Raised known = log.raised("known", NOON);
        consumer.accept(log.append(ended, still, known, log.ended(known)));
        Alert stillOpen = AlertLifecycle.apply(
                AlertLifecycle.begin(still), new Recurred(log.id(), still.alertId(), NOON.plusSeconds(9), "again"));
        Alert unseen = AlertLifecycle.begin(log.raised("unseen", NOON));
        Alert reopened = AlertLifecycle.begin(known);
        OpenAlerts open = new OpenAlerts(List.of(stillOpen, unseen, reopened), List.of(), List.of(), List.of());
        Position resume = log.positionOf(100);

        Gap gap = new Gap(Gap.Reason.RETIRED, 5, 100, resume);
        consumer.gap(gap, open, log.positionOf(200));

        assertThat(find(still.alertId())).contains(stillOpen);
        assertThat(find(unseen.id())).contains(unseen);
        assertThat(find(known.alertId())).contains(reopened);
        assertThat(find(ended.alertId()).orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(database.ask("SELECT reason || first_sequence || '-' || last_sequence FROM history_gap"))
                .containsExactly("RETIRED5-100");
        assertThat(consumer.position())
                .as("for the log to check that it still has the head of the gap")
                .isEqualTo(new ConsumerPosition.After(gap, log.positionOf(200)));
        assertThat(TestStore.consumer(database, new HealthMonitor(InstantSource.system()))
                        .position())
                .as("as the file has it")
                .isEqualTo(consumer.position());
    }

    @Test
    void aHistoryWhosePositionSomebodyDeletedSaysWhatToDo() throws Exception {
        consumer.position();
        database.change("DELETE FROM log_position");

        assertThatThrownBy(consumer::position)
                .isInstanceOf(PositionUnavailableException.class)
                .hasMessageContaining("log_position has no row alert-store")
                .hasMessageContaining("alert:rebuild");
    }

    @Test
    void anEventThatTheHeadOfAGapHoldsAlreadyEntersTheTimeLineOnly() throws Exception {
        Raised raised = log.raised("ada", NOON);
        Recurred recurred = new Recurred(log.id(), raised.alertId(), NOON.plusSeconds(9), "again");
        List<LogEntry> replayed = log.append(raised, recurred);
        Alert head = AlertLifecycle.apply(AlertLifecycle.begin(raised), recurred);
        OpenAlerts open = new OpenAlerts(List.of(head), List.of(), List.of(), List.of());
        Position beginning = log.positionOf(0);
        consumer.gap(new Gap(Gap.Reason.UNKNOWN_EPOCH, 0, 0, beginning), open, log.positionOf(2));

        consumer.accept(replayed);

        assertThat(find(raised.alertId()).orElseThrow().occurrences()).isEqualTo(2);
        assertThat(timeline(raised.alertId())).hasSize(2);
    }

    @Test
    void deliveriesAndSilencesAreKept() throws Exception {
        Raised raised = log.raised("ada", NOON);
        Raised later = log.raised("later", NOON.plusSeconds(120));
        Silence silence = new Silence(
                log.id(),
                Optional.of("berlin"),
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(3600),
                "grace",
                Optional.empty());
        DeliveryFailed failed = new DeliveryFailed(
                log.id(), raised.alertId(), NOON.plusSeconds(2), "email.noc", Notice.RAISED, "refused", false);
        Delivered delivered = new Delivered(
                log.id(), raised.alertId(), NOON.plusSeconds(3), "email.noc", Notice.RAISED, Optional.of("noc@x"));
        consumer.accept(log.append(raised, new Silenced(log.id(), NOON.plusSeconds(1), silence), failed, delivered));
        consumer.accept(log.append(later));

        assertThat(find(raised.alertId()).orElseThrow().silencedUntil()).contains(silence.end());
        assertThat(find(later.alertId()).orElseThrow().silencedUntil()).contains(silence.end());
        List<Delivery> deliveries = database.required(em -> HistoryQueries.deliveries(em, raised.alertId()));
        assertThat(deliveries).containsExactly(Delivery.of(failed), Delivery.of(delivered));

        consumer.accept(
                log.append(new Unsilenced(log.id(), silence.id(), NOON.plusSeconds(200), "grace", Optional.empty())));
        assertThat(find(later.alertId()).orElseThrow().silencedUntil()).isEmpty();
        assertThat(database.ask("SELECT count(*) FROM silence WHERE ended_at IS NOT NULL"))
                .containsExactly("1");
    }

    @Test
    void aSilenceThatRepeatsIsKeptWithItsRuleAndSilencesInLaterWindowsToo() throws Exception {
        Silence silence = new Silence(
                log.id(),
                Optional.of("berlin"),
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(3600),
                "grace",
                Optional.empty(),
                Optional.of(Repetition.parse("Mon,Tue 13:00", ZoneId.of("Europe/Berlin"))
                        .until(NOON.plusSeconds(400_000))));
        Raised between = log.raised("between", NOON.plusSeconds(2 * 3600));
        Raised within = log.raised("within", NOON.plusSeconds(86_400));
        consumer.accept(log.append(new Silenced(log.id(), NOON, silence), between));
        consumer.accept(log.append(within));

        assertThat(find(between.alertId()).orElseThrow().silencedUntil()).isEmpty();
        assertThat(find(within.alertId()).orElseThrow().silencedUntil())
                .contains(Instant.parse("2026-11-24T13:00:00Z"));
        assertThat(
                        database.ask(
                                "SELECT days || '/' || local_time || '/' || zone || '/' || until_at || '/' || start_at FROM silence"))
                .containsExactly(
                        "Mon,Tue/13:00/Europe/Berlin/2026-11-28T03:06:40.123456789Z/2026-11-23T12:00:00.123456789Z");
    }

    @Test
    void everyFilterAnswersAsTheFilterItselfDoes() throws Exception {
        List<AlertEvent> events = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            Raised raised = log.raised(
                    AlertKind.values()[random.nextInt(3)],
                    Severity.values()[random.nextInt(3)],
                    List.of("berlin", "Tokyo_1").get(random.nextInt(2)),
                    List.of("ada", "ADA%", "gr_ce", "Ünal").get(random.nextInt(4)),
                    NOON.plusSeconds(random.nextInt(100)));
            events.add(raised);
            if (random.nextBoolean()) {
                events.add(log.ended(raised));
            }
        }
        consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
        List<Alert> all = allPages(AlertFilter.ALL, 1000);
        assertThat(all).hasSize(60);

        Instant middle = NOON.plusSeconds(50);
        for (AlertFilter filter : List.of(
                AlertFilter.OPEN,
                filter(Set.of(AlertKind.PEER_NEVER), Set.of(), Set.of(), Set.of(), Optional.empty()),
                filter(Set.of(), Set.of(Severity.INFO, Severity.WARNING), Set.of(), Set.of(), Optional.empty()),
                filter(Set.of(), Set.of(), Set.of("Tokyo_1"), Set.of("ada", "key-of-gr_ce"), Optional.empty()),
                filter(Set.of(), Set.of(), Set.of(), Set.of(), Optional.of("ada%")),
                filter(Set.of(), Set.of(), Set.of(), Set.of(), Optional.of("O_1")),
                filter(Set.of(), Set.of(), Set.of(), Set.of(), Optional.of("ünal")),
                filter(Set.of(), Set.of(), Set.of(), Set.of(), Optional.of("\\")),
                new AlertFilter(
                        Set.of(AlertState.RESOLVED),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.of(middle),
                        Optional.of(middle.plusSeconds(20)),
                        Optional.empty()))) {
            assertThat(allPages(filter, 7))
                    .as("%s", filter)
                    .isEqualTo(all.stream().filter(filter::matches).toList());
        }
    }

    @Test
    void aSearchThroughManySlicesOfTimeFindsWhatOneWould() throws Exception {
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(log.raised(i % 7 == 0 ? "needle" : "peer" + i, NOON.plusSeconds(i / 4))); // four at a time
        }
        consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
        AlertFilter needles = filter(Set.of(), Set.of(), Set.of(), Set.of(), Optional.of("needle"));
        List<Alert> expected = allPages(AlertFilter.ALL, 1000).stream()
                .filter(needles::matches)
                .toList();

        for (int sliceRows : List.of(1, 3, 5, 59, 60, 61)) {
            AlertPages pages = new AlertPages(database, new SliceSizes(sliceRows, sliceRows));
            List<Alert> found = new ArrayList<>();
            Optional<PageCursor> after = Optional.empty();
            do {
                AlertPage page = pages.list(needles, new PageRequest(2, after));
                found.addAll(page.alerts());
                after = page.next();
            } while (after.isPresent());
            assertThat(found).as("slices of %s", sliceRows).isEqualTo(expected);
        }
        AlertFilter part = new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.of(NOON.plusSeconds(3)),
                Optional.of(NOON.plusSeconds(9)),
                Optional.of("needle"));
        assertThat(new AlertPages(database, new SliceSizes(3, 3))
                        .list(part, PageRequest.first(50))
                        .alerts())
                .isEqualTo(expected.stream().filter(part::matches).toList());
    }

    @Test
    void pagingIsStableWhileTheListGrows() throws Exception {
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            events.add(log.raised("peer" + i, NOON.plusSeconds(i / 5))); // five at a time
        }
        Collections.shuffle(events, new Random(3));
        consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
        List<Alert> expected = allPages(AlertFilter.ALL, 1000);

        AlertPage first = list(AlertFilter.ALL, PageRequest.first(10));
        consumer.accept(log.append(log.raised("new", NOON.plusSeconds(100))));
        AlertPage second = list(AlertFilter.ALL, new PageRequest(10, first.next()));

        assertThat(first.alerts()).isEqualTo(expected.subList(0, 10));
        assertThat(second.alerts()).isEqualTo(expected.subList(10, 20));
    }

    @Test
    void anIdIsFoundByItsPrefix() throws Exception {
        Raised raised = log.raised("ada", NOON);
        consumer.accept(log.append(raised));
        String id = raised.alertId().toString();

        for (int length : List.of(1, 8, 9, 20, 36)) {
            assertThat(findByIdPrefix(id.substring(0, length))).hasSize(1);
        }
        assertThat(findByIdPrefix("ffff")).isEmpty();
    }

    @Test
    void aFileThatIsMovedAwayIsMissingAndThenBegunAnew() throws Exception {
        consumer.accept(log.append(log.raised("ada", NOON)));
        Files.move(directory.resolve("alerts.db"), directory.resolve("away.db"), StandardCopyOption.ATOMIC_MOVE);

        assertThatThrownBy(() -> consumer.accept(log.append(log.raised("grace", NOON))))
                .isInstanceOf(NotTakenException.class);
        assertThat(health.health().state()).isEqualTo(State.MISSING);
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
        consumer.accept(log.all());
        assertThat(database.ask("SELECT count(*) FROM alert")).containsExactly("2");
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void whatIsWrongAtTheStartIsSaidWithThePathAndWhatToDo() throws Exception {
        Path missing = directory.resolve("gone").resolve("alerts.db");
        try (TestDatabase other = new TestDatabase(missing)) {
            HistoryConsumer opening = TestStore.consumer(other, health);
            assertThatThrownBy(opening::position).isInstanceOf(PositionUnavailableException.class);
            assertThat(health.health().state()).isEqualTo(State.MISSING);
            assertThat(health.health().hint().orElseThrow()).contains("Create the directory " + missing.getParent());

            Files.createDirectories(missing);
            assertThatThrownBy(opening::position).isInstanceOf(PositionUnavailableException.class);
            assertThat(health.health().hint().orElseThrow()).contains("Move the directory " + missing + " away");

            Files.delete(missing);
            assertThat(opening.position()).isEqualTo(new ConsumerPosition.Oldest());
            assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void withoutADataSourceItIsMissing() {
        database.gone = true;
        assertThatThrownBy(consumer::position)
                .isInstanceOf(PositionUnavailableException.class)
                .hasMessageContaining("no data source");
        assertThat(health.health().hint().orElseThrow()).contains("etc/org.ops4j.datasource-tunnelwatch.cfg");
    }

    /** A batch of new alerts, and of the ends of some that were open; notes how each is then. */
    private List<LogEntry> someAlerts(Map<UUID, AlertState> states) {
        List<AlertEvent> events = new ArrayList<>();
        for (LogEntry entry : log.all()) {
            if (entry.event().orElseThrow() instanceof Raised raised
                    && states.get(raised.alertId()) == AlertState.OPEN
                    && events.size() < 5) {
                events.add(log.ended(raised));
                states.put(raised.alertId(), AlertState.RESOLVED);
            }
        }
        for (int i = 0; i < 10; i++) {
            Raised raised = log.raised("peer" + i, NOON.plusSeconds(states.size()));
            events.add(raised);
            states.put(raised.alertId(), AlertState.OPEN);
        }
        return log.append(events.toArray(AlertEvent[]::new));
    }

    private static List<String> rows(TestDatabase database) throws Exception {
        return List.of(
                database.ask("SELECT sequence FROM log_position").get(0),
                database.ask("SELECT count(*) FROM alert").get(0),
                database.ask("SELECT count(*) FROM alert WHERE state = 'RESOLVED'")
                        .get(0),
                database.ask("SELECT count(*) FROM alert_event").get(0));
    }

    private static AlertFilter filter(
            Set<AlertKind> kinds,
            Set<Severity> severities,
            Set<String> gateways,
            Set<String> peers,
            Optional<String> text) {
        return new AlertFilter(Set.of(), kinds, severities, gateways, peers, Optional.empty(), Optional.empty(), text);
    }

    private List<Alert> allPages(AlertFilter filter, int limit) {
        List<Alert> alerts = new ArrayList<>();
        Optional<PageCursor> after = Optional.empty();
        do {
            AlertPage page = list(filter, new PageRequest(limit, after));
            alerts.addAll(page.alerts());
            after = page.next();
        } while (after.isPresent());
        return alerts;
    }

    private AlertPage list(AlertFilter filter, PageRequest page) {
        return new AlertPages(database).list(filter, page);
    }

    private List<Alert> findByIdPrefix(String prefix) {
        return database.required(entityManager -> HistoryQueries.findByIdPrefix(entityManager, prefix, 5));
    }

    private Optional<Alert> find(UUID id) {
        return database.required(entityManager -> HistoryQueries.find(entityManager, id));
    }

    private List<LogEntry> timeline(UUID alertId) {
        return database.required(entityManager -> HistoryQueries.timeline(entityManager, alertId, 100));
    }
}
