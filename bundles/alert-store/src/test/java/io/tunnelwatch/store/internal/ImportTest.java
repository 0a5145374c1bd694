package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import io.tunnelwatch.history.ImportResult.Refusal;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts of the older application come into a history on a real file, once, and stay there. */
class ImportTest {

    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private final TestEvents log = new TestEvents();
    private final List<LogEntry> all = new ArrayList<>();
    private final ExecutorService operator = Executors.newSingleThreadExecutor();
    private volatile Instant now = NOON;
    private Path file;
    private TestDatabase database;
    private HealthMonitor health;
    private TestStore store;
    private OlderApplication application;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("alerts.db");
        database = new TestDatabase(file);
        health = new HealthMonitor(() -> now);
        store = new TestStore(database, health, Optional::empty, () -> now);
        store.consumer.position();
        Path home = Files.createDirectory(directory.resolve("app"));
        application = new OlderApplication(home.resolve("app.db"));
    }

    @AfterEach
    void close() throws Exception {
        operator.shutdownNow();
        application.close();
        store.upkeep.close();
        database.close();
    }

    @Test
    void importedTwiceIsTheSameAsOnce() throws Exception {
        application.alerts(1000).nastyRows();
        raise(20);

        ImportResult first = run();
        List<String> once = content();
        now = NOON.plusSeconds(3600);
        ImportResult second = run();

        assertThat(first.read()).isEqualTo(1010);
        assertThat(first.imported()).isEqualTo(1005);
        assertThat(first.alreadyThere()).isZero();
        assertThat(first.refused()).isEqualTo(5);
        assertThat(second).isEqualTo(new ImportResult(1010, 0, 1005, 5, first.zoneless(), first.refusals()));
        assertThat(content()).isEqualTo(once);
        assertThat(count("alert")).isEqualTo(1025);
        assertThat(count("delivery")).isEqualTo(1003);
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void rowsThatCanNotBeReadAreToldAndStopNothing() throws Exception {
        application.nastyRows();

        ImportResult result = run();

        assertThat(result.refusals())
                .containsExactly(
                        new Refusal("9004", "it has no time: sent_at is NULL"),
                        new Refusal("9005", "sent_at is no time: 'yesterday'"),
                        new Refusal("9006", "it names no peer: peer_key is empty"),
                        new Refusal("9007", "it names no peer: peer_key is no text"),
                        new Refusal("9009", "sent_at is 2999-01-01T00:00:00Z, in the future"));
        assertThat(result.imported()).isEqualTo(5);
        assertThat(result.zoneless()).isEqualTo(1);
        assertThat(database.ask("SELECT imported_row FROM alert ORDER BY imported_row"))
                .containsExactly("-1", "9001", "9002", "9003", "9008");
    }

    @Test
    void aTableThatIsLaxAboutItsColumnsIsReadToo() throws Exception {
        Path other = directory.resolve("app/lax.db");
        try (OlderApplication lax = new OlderApplication(
                other,
                "CREATE TABLE alert_history (success, sent_at, message, subject, PEER_KEY, client_name, id, more)")) {
            lax.insert(null, "c", "k=", "Peer down", "no id", "2025-03-04", 1);
            lax.insert("7", "c", null, "Peer down", "no peer", "2025-03-04", 1);
            lax.insert(8, "c", "k=", "Peer down", "", "2025-03-04", 1);
            ImportResult result = run(request(other, ZoneOffset.UTC, false));

            assertThat(result.imported()).isEqualTo(1);
            assertThat(result.refusals()).extracting(Refusal::row).containsExactly("number 1", "7");
        }
    }

    @Test
    void manyRefusalsAreCountedAndTheFirstOnesTold() throws Exception {
        for (int i = 0; i < 150; i++) {
            application.insert(null, "c", "k=", "Peer down", "", "never", 1);
        }

        ImportResult result = run();

        assertThat(result.refused()).isEqualTo(150);
        assertThat(result.refusals()).hasSize(ImportResult.MAX_REFUSALS);
    }

    @Test
    void aNewerCopyBringsWhatIsNewInIt() throws Exception {
        application.alerts(100);
        run();
        application.alerts(10);

        ImportResult result = run();

        assertThat(result.imported()).isEqualTo(10);
        assertThat(result.alreadyThere()).isEqualTo(100);
    }

    @Test
    void anotherZoneOrGatewayBringsNoRowTwice() throws Exception {
        application.alerts(10);
        run();
        List<String> before = content();

        ImportResult result =
                run(new ImportRequest(application.file(), Optional.of("paris"), ZoneId.of("Europe/Berlin"), false));

        assertThat(result.alreadyThere()).isEqualTo(10);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() throws Exception {
        application.alerts(450).nastyRows();
        List<String> before = content();
        FileTime written = Files.getLastModifiedTime(file);

        ImportResult dry = run(request(application.file(), ZoneOffset.UTC, true));

        assertThat(content()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
        assertThat(run()).isEqualTo(dry);
        assertThat(run(request(application.file(), ZoneOffset.UTC, true)).alreadyThere())
                .isEqualTo(455);
    }

    @Test
    void importedAlertsAreFoundLikeOthersAndAreOver() throws Exception {
        application.alerts(1000);
        run();

        AlertPages pages = new AlertPages(database);
        assertThat(pages.list(AlertFilter.OPEN, PageRequest.first(10)).alerts()).isEmpty();
        Alert newest =
                pages.list(AlertFilter.ALL, PageRequest.first(1)).alerts().get(0);
        assertThat(newest.tags()).containsExactly("imported", "recovered");
        assertThat(newest.key().gateway()).contains("berlin");
        assertThat(database.ask("SELECT count(*) FROM alert_event")).containsExactly("0");
        assertThat(database.ask("SELECT count(*) FROM alert WHERE text_id IS NULL"))
                .as("searched by their text like others")
                .singleElement()
                .satisfies(left -> assertThat(Integer.parseInt(left)).isLessThan(256));
        assertThat(database.ask(
                        "SELECT imported_from || ' ' || imported_row || ' ' || imported_at FROM alert WHERE id = '"
                                + newest.id() + "'"))
                .containsExactly("app.db 1000 2026-11-23T12:00:00.123456789Z");
    }

    @Test
    void aBackupIsDueAtOnceBecauseNoLogHasThem() throws Exception {
        application.alerts(10);
        TestStore withBackups = new TestStore(
                database,
                health,
                Optional::empty,
                () -> now,
                new BackupSettings(Optional.of(Duration.ofDays(1)), 3, Optional.empty()));
        withBackups.upkeep.backup(Optional.empty(), Progress.NONE);
        withBackups.upkeep.start(() -> {}, store.consumer::taken);

        withBackups.upkeep.importAlerts(request(application.file(), ZoneOffset.UTC, false), Progress.NONE);
        now = NOON.plus(Duration.ofMinutes(11));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> withBackups.upkeep.backups().get(0).alerts() == 10);
        withBackups.upkeep.close();
    }

    // the application's file

    @Test
    void anApplicationThatRunsInWalModeLosesNothingAndNothingIsWritten() throws Exception {
        application.execute("PRAGMA journal_mode=WAL");
        application.execute("PRAGMA wal_autocheckpoint=0");
        application.alerts(300); // in the WAL only
        List<String> before = folder();

        assertThat(run().imported()).isEqualTo(300);

        assertThat(folder()).isEqualTo(before);
        application.alerts(1);
        assertThat(run().imported()).isEqualTo(1);
        assertThat(directory.resolve(".import-copy")).doesNotExist();
    }

    @Test
    void anApplicationInTheMiddleOfATransactionIsReadAsOfItsLastCommitAndNotDisturbed() throws Exception {
        application.alerts(300);
        application.execute("PRAGMA cache_size = 2"); // spills at once
        application.execute("BEGIN EXCLUSIVE");
        application.execute("UPDATE alert_history SET message = hex(randomblob(2000))");
        assertThat(directory.resolve("app/app.db-journal")).exists();
        List<String> before = folder();

        ImportResult result = run();

        assertThat(result.imported()).isEqualTo(300);
        assertThat(database.ask("SELECT count(*) FROM alert WHERE length(summary) > 1000"))
                .containsExactly("0");
        assertThat(folder()).isEqualTo(before);
        application.execute("ROLLBACK");
        assertThat(run().alreadyThere()).isEqualTo(300);
    }

    @Test
    void aFileThatMayOnlyBeReadInAFolderThatMayNotBeWrittenIsEnough() throws Exception {
        application.alerts(10);
        application.close();
        Files.setPosixFilePermissions(application.file(), PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(application.file().getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertThat(run().imported()).isEqualTo(10);
        } finally {
            Files.setPosixFilePermissions(application.file().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void whatIsNoSuchDatabaseIsRefusedWithAClearWord() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.txt"), "dear diary, ".repeat(1000));
        Path other = directory.resolve("other.db");
        TestDatabase.make(other, "CREATE TABLE invoices (id INTEGER)");
        Path similar = directory.resolve("similar.db");
        TestDatabase.make(similar, "CREATE TABLE alert_history (id INTEGER, peer_key TEXT, message TEXT)");

        assertRefused(directory.resolve("none.db"), "There is no file " + directory.resolve("none.db"));
        assertRefused(directory, directory + " is no file");
        assertRefused(text, text + " is no SQLite database");
        assertRefused(Files.createFile(directory.resolve("empty.db")), "is empty: it has no table alert_history");
        assertRefused(other, "is no database of the older application: it has no table alert_history");
        assertRefused(
                similar, "is not that of the older application: it has no client_name, subject, sent_at, success");
        assertRefused(file, file + " is the alert history itself");
        assertRefused(Files.createSymbolicLink(directory.resolve("link.db"), file), "is the alert history itself");
        assertThat(directory.resolve(".import-copy")).doesNotExist();
        assertThat(count("alert")).isZero();
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        application.alerts(1000);
        application.close();
        damage(application.file());

        assertRefused(application.file(), "is damaged: ");
        assertThat(count("alert")).isZero();
    }

    @Test
    void anAbortedImportLeavesNoCopyForTheNext() throws Exception {
        application.alerts(10);
        Path left = Files.createDirectories(directory.resolve(".import-copy"));
        Files.writeString(left.resolve("copy.db-journal"), "of a former copy");
        Files.writeString(left.resolve("copy.db"), "of a former copy");

        assertThat(run().imported()).isEqualTo(10);
        assertThat(left).doesNotExist();
    }

    @Test
    void whatSomebodyPutsWhereCopiesAreMadeIsRefusedAndStays() throws Exception {
        application.alerts(10);
        Path folder = Files.createDirectories(directory.resolve(".import-copy"));
        Path there = Files.copy(application.file(), folder.resolve("copy.db"));

        assertRefused(there, "move " + there + " out of it");
        assertThat(there).hasSameBinaryContentAs(application.file());

        Path other = Files.move(there, folder.resolve("other.db"));
        assertThat(run().imported()).isEqualTo(10);
        assertThat(other).exists();
    }

    @Test
    void aLinkToADatabaseIsReadWithTheWalBesideTheDatabase() throws Exception {
        application.execute("PRAGMA journal_mode=WAL");
        application.execute("PRAGMA wal_autocheckpoint=0");
        application.alerts(300); // in the WAL only
        Path link = Files.createSymbolicLink(directory.resolve("link.db"), application.file());

        assertThat(store.upkeep
                        .importAlerts(request(link, ZoneOffset.UTC, false), Progress.NONE)
                        .imported())
                .isEqualTo(300);
    }

    // the history

    @Test
    void whileTheHistoryIsNotAvailableNothingIsTried() throws Exception {
        application.alerts(10);
        health.failed(FaultClassifier.damaged(file, "odd"));

        assertRefused(application.file(), "The alert history is not available (CORRUPT)");
    }

    @Test
    void aHistoryThatFailsInTheMiddleKeepsWhatCameInAndGoesOnFromThere() throws Exception {
        application.alerts(1000);
        AtomicBoolean once = new AtomicBoolean(true);
        Progress breaks = (step, done, total) -> {
            if (step.equals("importing") && done >= 400 && once.getAndSet(false)) {
                database.gone = true;
            }
        };

        assertThatThrownBy(() -> store.upkeep.importAlerts(request(application.file(), ZoneOffset.UTC, false), breaks))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("400 alerts were imported until then; import the file again");
        database.gone = false;
        assertThat(count("alert")).isEqualTo(400);

        assertThat(run().imported()).isEqualTo(600);
        assertThat(count("alert")).isEqualTo(1000);
    }

    @Test
    void anInterruptEndsItBetweenTwoTransactions() throws Exception {
        application.alerts(1000);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Progress waits = (step, done, total) -> {
            if (step.equals("importing")) {
                reached.countDown();
                try {
                    goOn.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Future<ImportResult> work = operator.submit(
                () -> store.upkeep.importAlerts(request(application.file(), ZoneOffset.UTC, false), waits));
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

        work.cancel(true);
        store.upkeep.check(Progress.NONE); // behind it

        assertThat(count("alert")).isEqualTo(200);
        assertThat(directory.resolve(".import-copy")).doesNotExist();
        assertThat(run().imported()).isEqualTo(800);
    }

    @Test
    void theHistoryTakesEventsBetweenTheTransactions() throws Exception {
        application.alerts(2000);
        List<Long> taken = new ArrayList<>();
        Progress raises = (step, done, total) -> {
            if (step.equals("importing")) {
                try {
                    operator.submit(() -> {
                                raise(1);
                                return null;
                            })
                            .get(10, TimeUnit.SECONDS); // the writer's turn is free now
                    taken.add(done);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        ImportResult result = store.upkeep.importAlerts(request(application.file(), ZoneOffset.UTC, false), raises);

        assertThat(result.imported()).isEqualTo(2000);
        assertThat(taken).hasSize(10);
        assertThat(count("alert")).isEqualTo(2010);
    }

    @Test
    void whatDamageTookIsBroughtAgainAlsoWhereTheDeliveryIsLeft() throws Exception {
        application.alerts(10);
        run();
        List<String> before = content();
        database.change("DELETE FROM alert WHERE imported_row <= 5");

        assertThat(run().imported()).isEqualTo(5);
        assertThat(content()).isEqualTo(before);
    }

    // they survive

    @Test
    void aRebuildFromTheLogKeepsThem() throws Exception {
        application.alerts(300);
        run();
        raise(50);
        List<String> before = content();

        store.upkeep.rebuild(Progress.NONE);
        assertThat(store.consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
        store.consumer.accept(all);
        assertThat(count("alert")).isEqualTo(50);
        Outcome outcome = salvaged();

        assertThat(outcome.salvagedAlerts()).isEqualTo(300);
        assertThat(content()).isEqualTo(before);
        assertThat(run().alreadyThere()).isEqualTo(300);
    }

    @Test
    void whoImportsAgainBeforeTheRebuildIsDoneHasThemOnce() throws Exception {
        application.alerts(300);
        run();
        List<String> before = content();

        store.upkeep.rebuild(Progress.NONE);
        store.consumer.position();
        assertThat(run().imported()).isEqualTo(300);
        salvaged();

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aRestoredBackupHasThemAndTheLogFollows() throws Exception {
        application.alerts(300);
        run();
        raise(20);
        Path backup = directory.resolve("backup.db");
        store.upkeep.backup(Optional.of(backup), Progress.NONE);
        raise(30);
        List<String> before = content();

        store.upkeep.restore(backup, Progress.NONE);
        assertThat(store.consumer.position()).isInstanceOf(ConsumerPosition.After.class);
        store.consumer.accept(all.subList(20, 50));

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void damageIsHealedWithThem() throws Exception {
        raise(200);
        store.upkeep.backup(Optional.empty(), Progress.NONE);
        now = NOON.plusSeconds(60);
        application.alerts(2000);
        run();
        damageEvents();

        assertThat(store.upkeep.check(Progress.NONE)).isNotEmpty();
        store.consumer.position();
        assertThat(count("alert")).isEqualTo(200);
        Outcome outcome = salvaged();

        assertThat(outcome.salvagedAlerts()).isEqualTo(2000);
        assertThat(outcome.lostAlerts()).isZero();
        assertThat(database.ask("SELECT count(*) FROM alert WHERE imported_from = 'app.db' AND imported_row > 0"))
                .containsExactly("2000");
        assertThat(count("delivery")).isEqualTo(2000);
        assertThat(run().alreadyThere()).isEqualTo(2000);
    }

    private ImportRequest request(Path older, ZoneId zone, boolean dryRun) {
        return new ImportRequest(older, Optional.of("berlin"), zone, dryRun);
    }

    private ImportResult run() throws MaintenanceFailedException {
        return run(request(application.file(), ZoneOffset.UTC, false));
    }

    private ImportResult run(ImportRequest request) throws MaintenanceFailedException {
        return store.upkeep.importAlerts(request, Progress.NONE);
    }

    private void assertRefused(Path older, String why) {
        assertThatThrownBy(() -> run(request(older, ZoneOffset.UTC, false)))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining(why);
    }

    private void raise(int alerts) throws Exception {
        for (int i = 0; i < alerts; i++) {
            List<LogEntry> entries = log.append(log.raised("peer-" + all.size(), NOON.plusSeconds(all.size())));
            all.addAll(entries);
            store.consumer.accept(entries);
        }
    }

    private Outcome salvaged() {
        store.upkeep.start(() -> {}, store.consumer::taken);
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> store.upkeep.quarantine().stream()
                                .flatMap(put -> put.outcome().stream())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** All that people see, but for the numbers under which texts are found. */
    private List<String> content() throws Exception {
        List<String> content = new ArrayList<>();
        for (String table : List.of("alert", "alert_event", "delivery", "silence", "history_gap", "rejected_event")) {
            String columns = database.ask("SELECT group_concat(name) FROM pragma_table_info('" + table
                            + "') WHERE name <> 'text_id' AND name <> 'imported_at'")
                    .get(0);
            content.add(table);
            content.addAll(database.ask("SELECT json_array(" + columns + ") FROM " + table + " ORDER BY 1"));
        }
        return content;
    }

    private long count(String table) throws Exception {
        return Long.parseLong(database.ask("SELECT count(*) FROM " + table).get(0));
    }

    /** Names, sizes and times of what lies beside the application's file. */
    private List<String> folder() throws IOException {
        try (Stream<Path> files = Files.list(application.file().getParent())) {
            List<String> found = new ArrayList<>();
            for (Path each : files.sorted().toList()) {
                found.add(each.getFileName() + " " + Files.size(each) + " " + Files.getLastModifiedTime(each));
            }
            return found;
        }
    }

    private void damageEvents() throws Exception {
        int root = Integer.parseInt(database.ask("SELECT rootpage FROM sqlite_schema WHERE name = 'alert_event'")
                .get(0));
        database.pool().orElseThrow().evict();
        overwrite(file, (root - 1L) * PAGE, PAGE);
    }

    private static void damage(Path file) throws IOException {
        overwrite(file, Files.size(file) / 2 / PAGE * PAGE, 2 * PAGE);
    }

    private static void overwrite(Path file, long offset, int length) throws IOException {
        byte[] garbage = new byte[length];
        new Random(42).nextBytes(garbage);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            bytes.write(garbage);
        }
    }
}
