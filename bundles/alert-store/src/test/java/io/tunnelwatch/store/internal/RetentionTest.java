package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import io.tunnelwatch.store.internal.retain.Retention;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history lets go, with a real file. */
class RetentionTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final RetentionSettings MONTH = RetentionSettings.of(30, 0);

    /** Rows that a time line of ours takes in one slice at most. */
    private static final int ROWS_IN_FIRST_SLICE = 16 * 8;

    @TempDir
    Path directory;

    private final TestEvents log = new TestEvents(() -> now());
    private final AtomicInteger pauses = new AtomicInteger();
    private Path file;
    private TestDatabase database;
    private TestStore store;
    private volatile RetentionSettings kept = RetentionSettings.ALL;
    private volatile Instant now = NOON.minus(DAY.multipliedBy(100));
    private volatile long nanos;
    private Retention retention;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("alerts.db");
        database = new TestDatabase(file);
        store = new TestStore(
                database,
                new HealthMonitor(this::now),
                Optional::empty,
                this::now,
                new BackupSettings(Optional.empty(), 3, Optional.empty()),
                () -> kept);
        store.consumer.position();
        retention = retention(store.inTurn);
    }

    @AfterEach
    void close() {
        store.upkeep.close();
        database.close();
    }

    @Test
    void anAlertGoesWithAllThatBelongsToItOnceItsEndIsOld() throws Exception {
        Raised old = raise("old", NOON.minus(DAY.multipliedBy(40)));
        Raised lasting = raise("lasting", NOON.minus(DAY.multipliedBy(40)));
        Raised young = raise("young", NOON.minus(DAY.multipliedBy(20)));
        Raised open = raise("open", NOON.minus(DAY.multipliedBy(90)));
        Raised acknowledged = raise("acknowledged", NOON.minus(DAY.multipliedBy(90)));
        accept(
                delivered(old, old.at()),
                end(old, NOON.minus(DAY.multipliedBy(31))),
                end(lasting, NOON.minus(DAY.multipliedBy(29))),
                end(young, NOON.minus(DAY.multipliedBy(19))),
                new Acknowledged(log.id(), acknowledged.alertId(), NOON.minus(DAY), "grace", Optional.empty()));

        run(MONTH);

        assertThat(peers()).containsExactlyInAnyOrder("lasting", "young", "open", "acknowledged");
        assertThat(rowsOf(old)).isZero();
        assertThat(rowsOf(lasting)).isEqualTo(3);
        assertThat(rowsOf(open)).isEqualTo(2);
        assertThat(retention.status().lastRetired().orElseThrow())
                .extracting(StoreStatus.Retired::alerts, StoreStatus.Retired::events)
                .containsExactly(1L, 3L);
    }

    @Test
    void theNewestStayAndThoseThatAreOpen() throws Exception {
        Raised open = raise("open", NOON.minus(DAY.multipliedBy(9)));
        for (int day = 8; day > 0; day--) {
            ended("peer" + day, NOON.minus(DAY.multipliedBy(day)));
        }

        run(RetentionSettings.of(0, 3));

        assertThat(peers()).containsExactly("peer1", "peer2", "peer3", "open");
        assertThat(rowsOf(open)).isEqualTo(2);
        run(RetentionSettings.of(0, 100));
        assertThat(peers()).hasSize(4);
    }

    @Test
    void ofTwoLimitsEachCounts() throws Exception {
        for (int day : List.of(50, 40, 20, 10)) {
            ended("peer" + day, NOON.minus(DAY.multipliedBy(day)));
        }

        run(RetentionSettings.of(30, 3));
        assertThat(peers()).containsExactly("peer10", "peer20");
        run(RetentionSettings.of(30, 1));
        assertThat(peers()).containsExactly("peer10");
    }

    @Test
    void nothingGoesUnlessItIsSaid() throws Exception {
        ended("old", NOON.minus(DAY.multipliedBy(99)));

        run(RetentionSettings.ALL);

        assertThat(peers()).containsExactly("old");
        assertThat(retention.status()).isEqualTo(StoreStatus.Retention.ALL);
    }

    @Test
    void itBeginsTenMinutesAfterTheStartAndGoesOnEachHour() throws Exception {
        kept = MONTH;
        retention = begun(store.inTurn);
        ended("first", NOON.minus(DAY.multipliedBy(40)));
        now = NOON;

        pass(Duration.ofMinutes(9));
        assertThat(peers()).containsExactly("first");
        pass(Duration.ofMinutes(1));
        assertThat(peers()).isEmpty();

        ended("second", NOON.minus(DAY.multipliedBy(40)));
        now = NOON;
        pass(Duration.ofMinutes(59));
        assertThat(peers()).containsExactly("second");
        pass(Duration.ofMinutes(1));
        assertThat(peers()).isEmpty();
    }

    @Test
    void whatIsFoundByTextIsWhatIsThere() throws Exception {
        many(1500, NOON.minus(DAY.multipliedBy(40)));
        many(300, NOON.minus(DAY.multipliedBy(10)));
        long texts = textBytes();

        run(MONTH);

        assertThat(found("1499")).isEmpty();
        assertThat(found("peer 1")).isNotEmpty();
        assertThat(found("is down")).hasSize(300);
        assertThat(database.ask("SELECT count(*) FROM alert_text WHERE alert_text MATCH '\"pee\"'"))
                .containsExactly("300");
        assertThat(database.ask("SELECT count(*) FROM alert_text_changed")).containsExactly("0");
        assertThat(database.ask("SELECT count(*) FROM alert_text_block"))
                .containsExactly(database.ask("SELECT count(DISTINCT text_id / 512) FROM alert")
                        .get(0));
        assertThat(textBytes()).isLessThan(texts / 2);

        run(RetentionSettings.of(1, 0));
        many(300, NOON); // under numbers that were in use
        assertThat(found("is down")).hasSize(300);
    }

    @Test
    void theProjectionMergesTextsOnlyByItsOwnMeasure() throws Exception {
        many(600, NOON.minus(DAY.multipliedBy(40)));

        run(MONTH);

        assertThat(database.ask("SELECT k || v FROM alert_text_config WHERE k LIKE '%merge' ORDER BY k"))
                .containsExactly("automerge4", "deletemerge0");
    }

    @Test
    void theFileGetsSmaller() throws Exception {
        many(3000, NOON.minus(DAY.multipliedBy(40)));
        many(300, NOON.minus(DAY.multipliedBy(10)));
        long before = Files.size(file);

        run(MONTH);

        assertThat(Files.size(file)).isLessThan(before / 3);
        assertThat(retention.status().lastRetired().orElseThrow().bytesGivenBack())
                .isEqualTo(before - Files.size(file));
        assertThat(number("SELECT freelist_count FROM pragma_freelist_count"))
                .isLessThanOrEqualTo(number("SELECT page_count FROM pragma_page_count") / 20);
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void aFileThatWasMadeWithoutThatKeepsItsRoomForNewAlerts() throws Exception {
        TestDatabase.make(file, "PRAGMA auto_vacuum = NONE", "VACUUM");
        store.consumer.position();
        many(1000, NOON.minus(DAY.multipliedBy(40)));
        long before = Files.size(file);

        run(MONTH);

        assertThat(peers()).isEmpty();
        assertThat(Files.size(file)).isEqualTo(before);
        assertThat(retention.status().lastRetired().orElseThrow().bytesGivenBack())
                .isZero();
        HistoryQueries.Details details = database.required(HistoryQueries::details);
        assertThat(details.pragmas()).containsEntry("auto_vacuum", "NONE");
        assertThat(details.freeBytes()).isGreaterThan(before / 2);
        many(900, NOON);
        assertThat(Files.size(file)).isEqualTo(before);
    }

    @Test
    void aBackupAndWhatIsRestoredOfItShrinkToo() throws Exception {
        many(1000, NOON.minus(DAY.multipliedBy(40)));
        Path backup = store.upkeep.backup(Optional.empty(), Progress.NONE).file();
        run(MONTH);
        store.upkeep.restore(backup, Progress.NONE);
        store.consumer.position();
        assertThat(peers()).hasSize(1000);

        pass(Duration.ofHours(1));

        assertThat(peers()).isEmpty();
        assertThat(Files.size(file)).isLessThan(Files.size(backup) / 2);
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void theProjectionComesInBetweenAnyTwoSlices() throws Exception {
        many(400, NOON.minus(DAY.multipliedBy(40)));
        List<Thread> projections = new ArrayList<>();
        List<Integer> missed = new ArrayList<>();
        retention = retention(new Asking(store.inTurn, () -> {}, () -> {
            if (projections.stream().anyMatch(Thread::isAlive)
                    && !store.consumer.taken().equals(Optional.of(lastPosition()))) {
                missed.add(projections.size()); // it asked in the slice before
            }
            List<LogEntry> batch = log.append(log.raised("newcomer" + projections.size(), NOON));
            Thread projection = new Thread(() -> project(batch));
            projections.add(projection);
            projection.start();
            await().until(() -> projection.getState() == Thread.State.WAITING); // for its turn
        }));

        run(MONTH);
        for (Thread projection : projections) {
            join(projection);
        }

        assertThat(projections).hasSizeGreaterThan(10);
        assertThat(missed).isEmpty();
        assertThat(pauses).hasValueGreaterThanOrEqualTo(projections.size() - 1);
        assertThat(peers()).hasSize(projections.size()).allMatch(peer -> peer.startsWith("newcomer"));
    }

    @Test
    void aSliceTakesNoMoreThanItsMeasureAndALongTimeLineGoesInSeveral() throws Exception {
        Raised flapping = raise("flapping", NOON.minus(DAY.multipliedBy(41)));
        for (int i = 0; i < 700; i++) {
            append(new Recurred(log.id(), flapping.alertId(), flapping.at().plusSeconds(i), "again"));
        }
        accept(end(flapping, NOON.minus(DAY.multipliedBy(40))));
        List<Long> gone = new ArrayList<>();
        long[] before = {0};
        retention = retention(new Asking(store.inTurn, () -> {}, () -> {}) {
            @Override
            public <R> R required(Function<EntityManager, R> work) {
                before[0] = count("alert_event");
                R result = super.required(work);
                gone.add(before[0] - count("alert_event"));
                nanos += Duration.ofMillis(20).toNanos(); // each as long as it should
                assertThat(count("alert_event WHERE alert_id NOT IN (SELECT id FROM alert)"))
                        .isZero();
                return result;
            }
        });

        run(MONTH);

        assertThat(peers()).isEmpty();
        assertThat(count("alert_event")).isZero();
        assertThat(gone).allMatch(rows -> rows <= ROWS_IN_FIRST_SLICE);
        assertThat(gone.stream().filter(rows -> rows > 0)).hasSizeGreaterThanOrEqualTo(702 / ROWS_IN_FIRST_SLICE);
    }

    @Test
    void whatEndsBetweenTwoSlicesLeavesNothingHalfDone() throws Exception {
        for (int end = 1; end < 12; end++) {
            many(60, NOON.minus(DAY.multipliedBy(40)));
            AtomicInteger left = new AtomicInteger(end);
            Transactions ending = new Asking(
                    store.inTurn,
                    () -> {
                        if (left.getAndDecrement() == 0) {
                            throw new IllegalStateException("killed");
                        }
                    },
                    () -> {});
            retention = retention(ending);
            try {
                run(MONTH);
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
            }

            assertThat(database.ask("SELECT id FROM alert_event WHERE alert_id NOT IN (SELECT id FROM alert)"))
                    .isEmpty();
            assertThat(database.ask("SELECT alert_id FROM delivery WHERE alert_id NOT IN (SELECT id FROM alert)"))
                    .isEmpty();
            assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
            assertThat(found("is down")).hasSize(peers().size());
        }
        retention = retention(store.inTurn);
        run(MONTH);
        assertThat(peers()).isEmpty();
    }

    @Test
    void aCommitThatFailsTakesNothingAndIsTriedAgainInAMinute() throws Exception {
        ended("old", NOON.minus(DAY.multipliedBy(40)));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            other.setAutoCommit(false);
            other.createStatement().executeUpdate("UPDATE log_position SET updated_at = updated_at");

            assertThatThrownBy(() -> run(MONTH)).isInstanceOf(RuntimeException.class);

            assertThat(retention.status().trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("locked"));
            pass(Duration.ofSeconds(59)); // it does not ask again at once
        }
        assertThat(peers()).containsExactly("old");
        pass(Duration.ofSeconds(1));
        assertThat(peers()).isEmpty();
        assertThat(retention.status().trouble()).isEmpty();
    }

    @Test
    void anEventThatComesLateNeitherFailsNorBringsHalfAnAlertBack() throws Exception {
        Raised old = ended("old", NOON.minus(DAY.multipliedBy(40)));
        run(MONTH);

        accept(
                delivered(old, NOON),
                new Recurred(log.id(), old.alertId(), NOON, "again"),
                end(old, NOON),
                log.raised("new", NOON));

        assertThat(peers()).containsExactly("new");
        assertThat(find(old.alertId())).isEmpty();
        assertThat(store.consumer.taken())
                .isEqualTo(Optional.of(log.positionOf(log.all().size())));
        assertThat(database.ask("SELECT * FROM rejected_event")).isEmpty();
        pass(Duration.ofHours(1));
        assertThat(rowsOf(old)).isEqualTo(4); // they are young
        now = NOON.plus(DAY.multipliedBy(31));
        pass(Duration.ofHours(1));
        assertThat(rowsOf(old)).isZero();
        assertThat(peers()).containsExactly("new");
    }

    @Test
    void whatARebuildBringsBackGoesAgain() throws Exception {
        Raised old = ended("old", NOON.minus(DAY.multipliedBy(40)));
        accept(delivered(old, NOON.minus(DAY.multipliedBy(39))));
        ended("young", NOON.minus(DAY));
        run(MONTH);
        store.upkeep.rebuild(Progress.NONE);
        store.consumer.position();
        store.consumer.accept(log.all());
        assertThat(peers()).containsExactly("young", "old");

        pass(Duration.ofHours(1));

        assertThat(peers()).containsExactly("young");
        assertThat(rowsOf(old)).isZero();
    }

    @Test
    void whatBelongsToNoAlertGoesWithItsTime() throws Exception {
        Silence past = silence(NOON.minus(DAY.multipliedBy(50)), NOON.minus(DAY.multipliedBy(40)));
        Silence ended = silence(NOON.minus(DAY.multipliedBy(50)), NOON.plus(DAY));
        Silence running = silence(NOON.minus(DAY.multipliedBy(50)), NOON.plus(DAY));
        Silence recent = silence(NOON.minus(DAY.multipliedBy(50)), NOON.minus(DAY));
        for (Silence silence : List.of(past, ended, running, recent)) {
            append(new Silenced(log.id(), silence.start(), silence));
        }
        accept(new Unsilenced(log.id(), ended.id(), NOON.minus(DAY.multipliedBy(45)), "grace", Optional.empty()));
        for (int days : List.of(40, 1)) {
            String at = "strftime('%Y-%m-%dT%H:%M:%f000000Z', '2026-11-23', '-" + days + " days')";
            database.change("INSERT INTO rejected_event VALUES ('e/" + days + "', '{}', 'why', " + at + ")");
            database.change("INSERT INTO history_gap (id, reason, first_sequence, last_sequence, resumes_epoch,"
                    + " resumes_after, recorded_at) VALUES ('" + days + "', 'RETIRED', 1, 2, '', 0, " + at + ")");
        }

        run(MONTH);

        assertThat(database.ask("SELECT id FROM silence"))
                .containsExactlyInAnyOrder(running.id().toString(), recent.id().toString());
        assertThat(count("alert_event")).isZero();
        assertThat(database.ask("SELECT position FROM rejected_event")).containsExactly("e/1");
        assertThat(database.ask("SELECT id FROM history_gap")).containsExactly("1");
    }

    @Test
    void aSilenceThatRepeatsStaysUntilItsLastWindowIsOld() throws Exception {
        Instant start = NOON.minus(DAY.multipliedBy(90));
        Instant cutoff = NOON.minus(DAY.multipliedBy(30));
        Silence forEver = repeating(start, Optional.empty());
        Silence lastWindowLasts = repeating(start, Optional.of(cutoff.minus(Duration.ofMinutes(119))));
        Silence over = repeating(start, Optional.of(cutoff.minus(Duration.ofMinutes(121))));
        Silence ended = repeating(start, Optional.empty());
        for (Silence silence : List.of(forEver, lastWindowLasts, over, ended)) {
            append(new Silenced(log.id(), start, silence));
        }
        accept(new Unsilenced(log.id(), ended.id(), NOON.minus(DAY.multipliedBy(45)), "grace", Optional.empty()));

        run(MONTH);

        assertThat(database.ask("SELECT id FROM silence"))
                .containsExactlyInAnyOrder(
                        forEver.id().toString(), lastWindowLasts.id().toString());
    }

    @Test
    void anImportedAlertGoesByItsAgeLikeOthers() throws Exception {
        ended("old", NOON.minus(DAY.multipliedBy(40)));
        ended("young", NOON.minus(DAY.multipliedBy(10)));
        database.change("DELETE FROM alert_event");
        database.change("UPDATE alert SET tags = 'imported', imported_from = '/old.db', imported_row = 1,"
                + " imported_at = '2026-11-23T12:00:00.000000000Z'");

        run(MONTH);

        assertThat(peers()).containsExactly("young");
    }

    @Test
    void theUpkeepDoesItWithoutACommand() throws Exception {
        ended("old", NOON.minus(DAY.multipliedBy(40)));
        now = NOON;
        store.upkeep.start(() -> {}, store.consumer::taken);

        kept = MONTH;

        await().atMost(Duration.ofSeconds(20))
                .until(() -> store.upkeep.retention().lastRetired().isPresent());
        assertThat(peers()).isEmpty();
    }

    private Instant now() {
        return now;
    }

    /** One to which settings that {@link #run} brings are new. */
    private Retention retention(Transactions transactions) {
        kept = RetentionSettings.ALL;
        return begun(transactions);
    }

    private Retention begun(Transactions transactions) {
        return new Retention(() -> kept, transactions, this::now, () -> nanos, pause -> pauses.incrementAndGet());
    }

    /** Changes the settings, at noon, and does what is due. */
    private void run(RetentionSettings settings) {
        now = NOON;
        kept = settings;
        retention.work();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        retention.work();
    }

    private Raised raise(String peer, Instant at) throws Exception {
        now = at; // the ids of events tell their time
        Raised raised = log.raised(peer, at);
        accept(raised);
        return raised;
    }

    private Raised ended(String peer, Instant at) throws Exception {
        Raised raised = raise(peer, at);
        accept(end(raised, at.plusSeconds(60)));
        return raised;
    }

    private void many(int alerts, Instant from) throws Exception {
        now = from;
        for (int i = 0; i < alerts; i++) {
            Raised raised = log.raised("peer " + i, from.plusSeconds(i));
            append(raised, delivered(raised, raised.at()), log.ended(raised));
        }
        accept();
    }

    private Resolved end(Raised raised, Instant at) {
        return new Resolved(log.id(), raised.alertId(), at, Optional.empty(), "handshake");
    }

    private Delivered delivered(Raised raised, Instant at) {
        return new Delivered(log.id(), raised.alertId(), at, "email", Notice.RAISED, Optional.empty());
    }

    private Silence silence(Instant start, Instant end) {
        return new Silence(
                log.id(),
                Optional.of("paris"),
                Optional.empty(),
                Optional.empty(),
                start,
                end,
                "grace",
                Optional.empty());
    }

    /** Two hours each night, from three in the night on. */
    private Silence repeating(Instant start, Optional<Instant> until) {
        return new Silence(
                log.id(),
                Optional.of("paris"),
                Optional.empty(),
                Optional.empty(),
                start,
                start.plus(Duration.ofHours(2)),
                "grace",
                Optional.empty(),
                Optional.of(new Repetition(
                        EnumSet.allOf(DayOfWeek.class), LocalTime.of(3, 0), ZoneId.of("Europe/Berlin"), until)));
    }

    private void append(AlertEvent... events) {
        log.append(events);
    }

    /** Appends, and projects all that was appended. */
    private void accept(AlertEvent... events) throws Exception {
        append(events);
        int taken = store.consumer
                .taken()
                .map(position -> (int) position.sequence())
                .orElse(0);
        store.consumer.accept(log.all().subList(taken, log.all().size()));
    }

    private void project(List<LogEntry> batch) {
        try {
            store.consumer.accept(batch);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }

    private List<Alert> list(AlertFilter filter) {
        return new AlertPages(database).list(filter, PageRequest.first(1000)).alerts();
    }

    private List<String> peers() {
        return list(AlertFilter.ALL).stream()
                .map(alert -> alert.peerName().orElseThrow())
                .toList();
    }

    private List<Alert> found(String text) {
        return list(new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text)));
    }

    private Optional<Alert> find(UUID id) {
        return database.required(entityManager -> HistoryQueries.find(entityManager, id));
    }

    private long rowsOf(Raised raised) {
        return Stream.of("alert WHERE id", "alert_event WHERE alert_id", "delivery WHERE alert_id")
                .mapToLong(rows -> count(rows + " = '" + raised.alertId() + "'"))
                .sum();
    }

    private long count(String rows) {
        return number("SELECT count(*) FROM " + rows);
    }

    private Position lastPosition() {
        return log.positionOf(log.all().size());
    }

    private long textBytes() {
        return number("SELECT sum(length(block)) FROM alert_text_data");
    }

    private long number(String sql) {
        try {
            return Long.parseLong(database.ask(sql).get(0));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Does something before each turn, and within it. */
    private static class Asking implements Transactions {

        private final Transactions inTurn;
        private final Runnable before;
        private final Runnable within;

        Asking(Transactions inTurn, Runnable before, Runnable within) {
            this.inTurn = inTurn;
            this.before = before;
            this.within = within;
        }

        @Override
        public boolean areThere() {
            return inTurn.areThere();
        }

        @Override
        public void open() throws SQLException {
            inTurn.open();
        }

        @Override
        public <R> R required(Function<EntityManager, R> work) {
            before.run();
            return inTurn.required(entityManager -> {
                within.run();
                return work.apply(entityManager);
            });
        }
    }
}
