package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store does by itself when its file is damaged, gone, or not its own: on real files. */
class RecoveryTest {

    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private final TestEvents log = new TestEvents();
    private final List<LogEntry> all = new ArrayList<>();
    private volatile Instant now = NOON;
    private HealthMonitor health;
    private Path file;
    private TestDatabase database;
    private TestStore store;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("alerts.db");
        database = new TestDatabase(file);
        start();
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
    }

    @AfterEach
    void close() {
        store.upkeep.close();
        database.close();
    }

    @Test
    void aDamagedFileIsPutAwayAndTheNewestBackupTakesItsPlace() throws Exception {
        raise(200);
        Backup backup = backup();
        raise(50);
        damageMiddle();

        assertThat(recovers()).isEqualTo(after(backup));

        assertThat(count("alert")).isEqualTo(200);
        assertThat(inQuarantine("alerts-20261123T120000Z.db")).exists();
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
        assertThat(health.lastRecovery().orElseThrow().action())
                .contains("quarantine/alerts-20261123T120000Z.db", backup.file().toString());
        replay(200);
        assertThat(count("alert")).isEqualTo(250);
    }

    @Test
    void withoutABackupADamagedFileIsWrittenAnewFromTheLog() throws Exception {
        raise(250);
        damageMiddle();

        assertThat(recovers()).isEqualTo(new ConsumerPosition.Oldest());

        replay(0);
        assertThat(count("alert")).isEqualTo(250);
        assertThat(inQuarantine("alerts-20261123T120000Z.db")).exists();
    }

    @Test
    void aDestroyedHeaderIsDamageToo() throws Exception {
        raise(50);
        overwrite(0, 100);

        assertThat(recovers()).isEqualTo(new ConsumerPosition.Oldest());
        assertThat(health.lastFault().orElseThrow().state()).isEqualTo(State.CORRUPT);
    }

    @Test
    void aFileThatWasCutOffIsDamageToo() throws Exception {
        raise(250);
        Backup backup = backup();
        database.pool().orElseThrow().evict();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2 / PAGE * PAGE);
        }

        assertThat(recovers()).isEqualTo(after(backup));
    }

    @Test
    void aDamagedBackupIsPassedOverForAnOlderOne() throws Exception {
        raise(100);
        Backup older = backup();
        now = NOON.plusSeconds(60);
        raise(100);
        Backup newer = backup();
        overwrite(newer.file(), 10 * PAGE, 2 * PAGE);
        damageMiddle();

        assertThat(recovers()).isEqualTo(after(older));
        assertThat(newer.file()).exists();
    }

    @Test
    void aBackupThatCanNotBeReadNowIsPassedOverForAnOlderOne() throws Exception {
        raise(10);
        Backup older = backup();
        now = NOON.plusSeconds(60);
        raise(10);
        Backup newer = backup();
        Files.delete(file);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + newer.file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThat(store.consumer.position()).isEqualTo(after(older));
            statement.execute("ROLLBACK");
        }
        assertThat(newer.file()).exists();
    }

    @Test
    void aBackupThatAWrongClockMadeIsTheLastToBeRestored() throws Exception {
        now = NOON.plus(Duration.ofDays(365));
        raise(10);
        backup();
        now = NOON;
        raise(10);
        Backup right = backup();
        Files.delete(file);

        assertThat(store.consumer.position()).isEqualTo(after(right));
        assertThat(store.upkeep.mayReturnTo()).isEqualTo(right.position());
    }

    @Test
    void whatWasDoneAboutDamageIsToldThoughTheBackupLacksNothing() throws Exception {
        raise(250);
        Backup backup = backup();
        overwrite(Files.size(file) / 2 / PAGE * PAGE, Math.toIntExact(Files.size(file) / 2));
        store.upkeep.keeper().written();
        List<LogEntry> next = log.append(log.raised("one-more", NOON));
        assertThatThrownBy(() -> store.consumer.accept(next)).isInstanceOf(NotTakenException.class);

        assertThat(store.consumer.position()).isEqualTo(after(backup));

        assertThat(health.lastRecovery().orElseThrow().action()).contains("quarantine");
    }

    @Test
    void aBackupThatCanNotBeReadDoesNotCount() throws Exception {
        raise(10);
        Backup older = backup();
        now = NOON.plusSeconds(60);
        raise(10);
        Backup newer = backup();
        overwrite(newer.file(), 0, 100);

        now = NOON.plusSeconds(120);
        raise(10);
        Backup newest = backup();

        assertThat(store.upkeep.backups()).extracting(Backup::file).containsExactly(newest.file(), older.file());
        assertThat(store.upkeep.mayReturnTo()).isEqualTo(older.position());
    }

    @Test
    void filesOfOthersBesideTheBackupsAreNeitherRestoredNorDeleted() throws Exception {
        raise(10);
        Backup backup = backup();
        Path theirs =
                Files.copy(backup.file(), backup.file().resolveSibling("alerts-before-update-20991231T235959Z.db"));
        Path part = Files.writeString(backup.file().resolveSibling("other.db.part"), "under way");
        for (int i = 1; i < 5; i++) {
            now = NOON.plusSeconds(i);
            backup();
        }
        assertThat(theirs).exists();
        assertThat(part).exists();
        assertThat(store.upkeep.backups()).hasSize(3).extracting(Backup::file).doesNotContain(theirs);
    }

    /** A rename over it would be the end of what only that file has. */
    @Test
    void aFileThatComesBackWhileABackupIsCopiedIsNotReplaced() throws Exception {
        raise(20);
        backup();
        raise(5);
        Path away = Files.move(file, directory.resolve("away.db"));
        database.pool().orElseThrow().evict();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> isBack = new CompletableFuture<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        // as long as a query runs, the file is not exchanged
        threads.execute(() -> database.required(entityManager -> {
            entityManager.createNativeQuery("SELECT 1").getResultList();
            asked.complete(null);
            return isBack.join();
        }));
        asked.join();
        Files.deleteIfExists(file); // which the query made
        CompletableFuture<Void> opening = CompletableFuture.runAsync(this::position, threads);
        await().until(() -> Files.exists(directory.resolve("alerts.db.part")));
        Files.move(away, file);
        isBack.complete(null);

        assertThatThrownBy(opening::join).hasMessageContaining("is another one than it was a moment ago");
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.After(last()));
        assertThat(count("alert")).isEqualTo(25);
    }

    @Test
    void damageIsForgottenWithTheFileThatHadIt() throws Exception {
        raise(250);
        damageMiddle();
        assertThat(store.upkeep.check(Progress.NONE)).isNotEmpty();
        Files.delete(file);

        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void aGoodFileInThePlaceOfADamagedOneIsNotPutAway() throws Exception {
        raise(250);
        database.pool().orElseThrow().evict();
        Path good = Files.copy(file, directory.resolve("good.db"));
        damageMiddle();
        assertThat(store.upkeep.check(Progress.NONE)).isNotEmpty();
        Files.copy(good, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.After(last()));
        assertThat(directory.resolve("quarantine")).doesNotExist();
    }

    /** SQLite reads nothing of such a file, though each row is there. */
    @Test
    void rowsOfAFileWithoutAHeaderAreSalvaged() throws Exception {
        raise(250);
        overwrite(0, 100);
        recovers();

        Outcome outcome = salvaged();

        assertThat(outcome.isWhole()).isTrue();
        assertThat(outcome.salvagedAlerts()).isEqualTo(250);
        assertThat(count("alert")).isEqualTo(250);
        assertThat(inQuarantine("mending")).doesNotExist();
    }

    @Test
    void aFileOfWhichNothingCanBeReadIsNoWholeHistory() throws Exception {
        raise(250);
        overwrite(0, PAGE);
        recovers();

        Outcome outcome = salvaged();

        assertThat(outcome.lostAlerts()).isGreaterThanOrEqualTo(250);
        assertThat(outcome.note().orElseThrow()).contains("no row can be read");
        assertThat(database.ask("SELECT count(*) FROM history_gap WHERE reason = 'UNREADABLE'"))
                .containsExactly("1");
    }

    @Test
    void whatWasSalvagedComesAgainWhenAnOlderBackupIsRestored() throws Exception {
        raise(10);
        backup();
        raise(10);
        overwrite(0, 100);
        recovers();
        assertThat(salvaged().salvagedAlerts()).isEqualTo(10);

        database.pool().orElseThrow().evict();
        Files.delete(file);
        store.consumer.position();

        await().atMost(Duration.ofSeconds(20)).until(() -> count("alert") == 20);
    }

    @Test
    void aSalvageThatFailsIsSaidAndTriedAgainLater() throws Exception {
        raise(10);
        overwrite(0, 100);
        recovers();
        Path damaged = store.upkeep.rebuild(Progress.NONE).orElseThrow().file();
        store.consumer.position();
        Files.delete(damaged);
        Files.createDirectory(damaged);

        store.upkeep.start(() -> {}, store.consumer::taken);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(store.upkeep.quarantine())
                .anySatisfy(file -> assertThat(file.trouble()).isPresent()));
    }

    @Test
    void aFileThatIsGoneIsRestoredFromTheNewestBackup() throws Exception {
        raise(30);
        Backup backup = backup();
        raise(10);
        Files.delete(file);

        assertThatThrownBy(() -> store.consumer.accept(all.subList(0, 1))).isInstanceOf(NotTakenException.class);
        assertThat(health.health().state()).isEqualTo(State.MISSING);
        assertThat(store.consumer.position()).isEqualTo(after(backup));
        assertThat(count("alert")).isEqualTo(30);
    }

    @Test
    void anEmptyFileIsNoHistory() throws Exception {
        raise(30);
        Backup backup = backup();
        Files.delete(file);
        Files.createFile(file);

        assertThat(store.consumer.position()).isEqualTo(after(backup));
        assertThat(count("alert")).isEqualTo(30);
    }

    /** SQLite would play it back into the restored file: pages of another one. */
    @Test
    void noFileIsPutBesideAnOldJournal() throws Exception {
        raise(250);
        Backup backup = backup();
        Path foreign = journalOfAnotherDatabase();
        Files.delete(file);
        Files.copy(foreign, journal(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.consumer.position()).isEqualTo(after(backup));

        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(count("alert")).isEqualTo(250);
        assertThat(inQuarantine("alerts-20261123T120000Z.db-journal")).hasSameBinaryContentAs(foreign);
    }

    @Test
    void aJournalBesideAFileThatWasClosedInOrderIsNotItsOwn() throws Exception {
        raise(250);
        store.upkeep.close();
        database.pool().orElseThrow().evict();
        Path foreign = journalOfAnotherDatabase();
        Files.copy(foreign, journal(), StandardCopyOption.REPLACE_EXISTING);

        start();
        assertThat(store.consumer.position()).isInstanceOf(ConsumerPosition.After.class);

        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(count("alert")).isEqualTo(250);
        assertThat(inQuarantine("alerts-20261123T120000Z.db-journal")).exists();
    }

    @Test
    void aFileThatIsPutAwayTakesItsJournalAlong() throws Exception {
        raise(20);
        database.pool().orElseThrow().evict();
        Path foreign = journalOfAnotherDatabase();
        Files.copy(foreign, journal(), StandardCopyOption.REPLACE_EXISTING);

        store.upkeep.rebuild(Progress.NONE);

        assertThat(inQuarantine("alerts-20261123T120000Z.db-journal")).hasSameBinaryContentAs(foreign);
        assertThat(journal()).doesNotExist();
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
        replay(0);
        assertThat(count("alert")).isEqualTo(20);
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void aDatabaseOfAnotherProgramIsLeftAloneAndOursGoesBesideIt() throws Exception {
        raise(20);
        Backup backup = backup();
        Path invoices = directory.resolve("invoices.db");
        TestDatabase.make(invoices, "PRAGMA journal_mode=WAL", "CREATE TABLE invoices (id INTEGER)");
        byte[] before = Files.readAllBytes(invoices);
        Files.move(invoices, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.consumer.position()).isEqualTo(after(backup));
        raise(5);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Path beside = directory.resolve("tunnelwatch-alerts.db");
        assertThat(TestDatabase.ask(beside, "SELECT count(*) FROM alert")).containsExactly("25");
        assertThat(health.lastRecovery().orElseThrow().action()).contains("another program", beside.toString());

        Files.delete(file);
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.After(last()));
        assertThat(count("alert")).isEqualTo(25);
        assertThat(beside).doesNotExist();
    }

    @Test
    void anErrorThatSpeaksOfDamageIsCheckedBeforeAnythingIsPutAway() throws Exception {
        raise(20);
        store.upkeep.keeper().suspectDamage("a page that was cached before the file was exchanged");

        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.After(last()));
        assertThat(directory.resolve("quarantine")).doesNotExist();

        store.upkeep.keeper().suspectDamage("it says so again, and the check may be wrong");
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
    }

    /** No check ran before, and nobody wrote to the file that could be noticed. */
    @Test
    void damageThatTheWriterMeetsIsHealedAtTheNextOpening() throws Exception {
        raise(200);
        Backup backup = backup();
        raise(50);
        long middle = Files.size(file) / 2 / PAGE * PAGE;
        overwrite(middle, (int) (Files.size(file) - middle));
        store.upkeep.keeper().written();

        assertThatThrownBy(() -> raise(1)).isInstanceOf(NotTakenException.class);
        assertThat(health.health().state()).isEqualTo(State.CORRUPT);
        assertThat(store.upkeep.keeper().isCheckWanted()).isFalse();

        assertThat(store.consumer.position()).isEqualTo(after(backup));
        assertThat(inQuarantine("alerts-20261123T120000Z.db")).exists();
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
        replay(200);
        assertThat(count("alert")).isEqualTo(251);
    }

    @Test
    void aFileThatSomebodyElseWroteToIsNoticedAndChecked() throws Exception {
        raise(250);
        assertThat(store.upkeep.keeper().isChanged()).isFalse();
        damageMiddle();

        assertThat(store.upkeep.keeper().isChanged()).isTrue();
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.After(last())); // nothing read that page
        assertThat(store.upkeep.keeper().isCheckWanted()).isTrue();
        assertThat(store.upkeep.check(Progress.NONE)).isNotEmpty();
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
    }

    @Test
    void damageThatLeftNoTraceIsFoundByTheCheckThatComesNowAndThen() throws Exception {
        raise(250);
        damageMiddle();
        store.upkeep.keeper().written(); // as if the damage had come in the middle of a transaction of ours

        store.upkeep.start(this::position, store.consumer::taken);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> !store.upkeep.quarantine().isEmpty());
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
    }

    /** Our own next transaction would cover the trace. */
    @Test
    void aForeignWriteBetweenTwoTransactionsIsNoticed() throws Exception {
        raise(250);
        overwrite(file, Files.size(file) / 2 / PAGE * PAGE, PAGE);
        raise(1);

        assertThat(store.upkeep.keeper().isCheckWanted()).isTrue();
    }

    @Test
    void aFileThatWasNotClosedInOrderIsChecked() throws Exception {
        raise(5);
        TestStore killed = store;
        start();
        store.consumer.position();
        assertThat(store.upkeep.keeper().isCheckWanted()).isTrue();

        killed.upkeep.close();
        store.upkeep.close();
        start();
        store.consumer.position();
        assertThat(store.upkeep.keeper().isCheckWanted()).isFalse();
    }

    @Test
    void aDiskThatDamagesEachFileIsNotFilledWithThem() throws Exception {
        for (int i = 0; i < 12; i++) {
            raise(1);
            overwrite(0, 100);
            recovers();
        }
        overwrite(0, 100);
        assertThatThrownBy(store.consumer::position)
                .isInstanceOf(PositionUnavailableException.class)
                .hasMessageContaining("12 times within an hour");
        assertThat(health.health().state()).isEqualTo(State.CORRUPT);

        now = NOON.plusSeconds(3601);
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
    }

    @Test
    void aBackupIsVerifiedAndTheOldestGo() throws Exception {
        List<Path> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            now = NOON.plusSeconds(i);
            raise(10);
            Backup backup = backup();
            assertThat(backup.alerts()).isEqualTo(10L * (i + 1));
            assertThat(backup.position()).contains(last());
            made.add(backup.file());
        }
        assertThat(made.get(0)).doesNotExist();
        assertThat(store.upkeep.backups())
                .extracting(Backup::file)
                .containsExactly(made.get(3), made.get(2), made.get(1));
        assertThat(store.upkeep.mayReturnTo()).contains(new Position(last().epoch(), 30));
        try (Stream<Path> files = Files.list(directory.resolve("backup"))) {
            assertThat(files).hasSize(3);
        }
    }

    /** Nothing else may have noticed: what is never read is never found. */
    @Test
    void aBackupThatDoesNotPassItsCheckHasTheOriginalChecked() throws Exception {
        raise(250);
        damageMiddle();
        store.upkeep.keeper().written(); // as if the damage had come in the middle of a transaction of ours

        assertThatThrownBy(this::backup).isInstanceOf(MaintenanceFailedException.class);

        assertThat(store.upkeep.keeper().isCheckWanted()).isTrue();
        assertThat(directory.resolve("backup")).isEmptyDirectory();
    }

    @Test
    void aBackupThatFailsLeavesNothing() throws Exception {
        raise(10);
        Path there = Files.writeString(directory.resolve("there.db"), "mine");

        assertThatThrownBy(() -> store.upkeep.backup(Optional.of(there), Progress.NONE))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("exists already");
        assertThat(there).hasContent("mine");
        assertThatThrownBy(() -> store.upkeep.backup(Optional.of(directory.resolve("no/x.db")), Progress.NONE))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("create it first");
    }

    @Test
    void aRestoredBackupIsReadOnFromItsPosition() throws Exception {
        raise(10);
        Backup backup = store.upkeep.backup(Optional.of(directory.resolve("mine.db")), Progress.NONE);
        raise(10);

        Path replaced =
                store.upkeep.restore(backup.file(), Progress.NONE).orElseThrow().file();

        assertThat(store.consumer.position()).isEqualTo(after(backup));
        assertThat(count("alert")).isEqualTo(10);
        assertThat(TestDatabase.ask(replaced, "SELECT count(*) FROM alert")).containsExactly("20");
        replay(10);
        assertThat(count("alert")).isEqualTo(20);
    }

    @Test
    void whatIsNotWholeIsNotRestored() throws Exception {
        raise(250);
        Backup backup = backup();
        overwrite(backup.file(), 10 * PAGE, 2 * PAGE);
        Path invoices = directory.resolve("invoices.db");
        TestDatabase.make(invoices, "CREATE TABLE invoices (id INTEGER)");

        for (Path bad : List.of(backup.file(), invoices, directory.resolve("absent.db"), directory)) {
            assertThatThrownBy(() -> store.upkeep.restore(bad, Progress.NONE))
                    .isInstanceOf(MaintenanceFailedException.class)
                    .hasMessageContaining(bad.getFileName().toString());
        }
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.After(last()));
        assertThat(count("alert")).isEqualTo(250);
        assertThat(directory.resolve("alerts.db.part")).doesNotExist();
    }

    @Test
    void aRebuildBeginsEmptyThoughThereAreBackups() throws Exception {
        raise(20);
        backup();

        Path replaced = store.upkeep.rebuild(Progress.NONE).orElseThrow().file();

        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
        assertThat(replaced).exists();
        replay(0);
        assertThat(count("alert")).isEqualTo(20);
    }

    /** What came of the only file in the quarantine; the upkeep runs from here on. */
    private Outcome salvaged() {
        store.upkeep.start(() -> {}, store.consumer::taken);
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> store.upkeep.quarantine().stream()
                                .flatMap(file -> file.outcome().stream())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void position() {
        try {
            store.consumer.position();
        } catch (PositionUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start() {
        health = new HealthMonitor(() -> now);
        store = new TestStore(database, health, Optional::empty, () -> now);
    }

    private void raise(int alerts) throws Exception {
        for (int i = 0; i < alerts; i++) {
            List<LogEntry> entries = log.append(log.raised("peer-" + all.size(), NOON.plusSeconds(all.size())));
            all.addAll(entries);
            store.consumer.accept(entries);
        }
    }

    private void replay(int from) throws Exception {
        store.consumer.accept(all.subList(from, all.size()));
    }

    private Backup backup() throws Exception {
        return store.upkeep.backup(Optional.empty(), Progress.NONE);
    }

    /** A check finds it, as the next one that reads the page would. */
    private ConsumerPosition recovers() throws Exception {
        assertThat(store.upkeep.check(Progress.NONE)).isNotEmpty();
        return store.consumer.position();
    }

    private ConsumerPosition after(Backup backup) {
        return new ConsumerPosition.After(backup.position().orElseThrow());
    }

    private Position last() {
        return all.get(all.size() - 1).position();
    }

    private long count(String table) throws Exception {
        return Long.parseLong(database.ask("SELECT count(*) FROM " + table).get(0));
    }

    private Path inQuarantine(String name) {
        return directory.resolve("quarantine").resolve(name);
    }

    private Path journal() {
        return directory.resolve("alerts.db-journal");
    }

    private void damageMiddle() throws IOException {
        long middle = Files.size(file) / 2 / PAGE * PAGE;
        overwrite(middle, 4 * PAGE);
    }

    private void overwrite(long offset, int length) throws IOException {
        database.pool().orElseThrow().evict();
        overwrite(file, offset, length);
    }

    private static void overwrite(Path target, long offset, int length) throws IOException {
        byte[] garbage = new byte[length];
        new Random(42).nextBytes(garbage);
        try (RandomAccessFile bytes = new RandomAccessFile(target.toFile(), "rw")) {
            bytes.seek(offset);
            bytes.write(garbage);
        }
    }

    /** One that SQLite would play back: as it is in the middle of a transaction. */
    private Path journalOfAnotherDatabase() throws Exception {
        Path other = directory.resolve("other.db");
        Path copy = directory.resolve("other-journal");
        TestDatabase.make(other, "CREATE TABLE t (text TEXT)");
        TestDatabase.inTransaction(
                other,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                        + " INSERT INTO t SELECT hex(randomblob(500)) FROM n",
                () -> Files.copy(other.resolveSibling("other.db-journal"), copy));
        return copy;
    }
}
