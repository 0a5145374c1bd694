package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.store.internal.database.Database;
import io.tunnelwatch.store.internal.database.Schema;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as others see it: bounded, clear about what is wrong, and well again by itself. */
class AlertStoreTest {

    private static final StoreSettings ONE_SECOND = settings(1);

    @TempDir
    Path directory;

    private final TestEvents events = new TestEvents();
    private final AlertsInMemory log = new AlertsInMemory();
    private final LogThatAsks registrar = new LogThatAsks();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean hangs;
    private volatile Instant now = NOON;
    private TestDatabase database;
    private AlertStore store;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        store = newStore(registrar);
        store.start();
        await().until(() -> store.health().isAvailable());
    }

    @AfterEach
    void close() {
        released.countDown();
        store.close();
        database.close();
    }

    @Test
    void aQueryThatTakesTooLongEndsInTimeAndSaysNothingOfTheDatabase() {
        hangs = true;
        long start = System.nanoTime();

        assertThatThrownBy(this::newest)
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining("did not answer within 1 s")
                .hasMessageContaining("callTimeoutSeconds");

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        assertThat(store.health().isAvailable()).isTrue();
        assertThat(registrar.registrations).hasValue(1);
    }

    @Test
    void aDatabaseThatHangsIsFoundByTheLookAtIt() {
        hangs = true;
        store.look();

        assertThat(store.health().state()).isEqualTo(State.IO_ERROR);
        assertThat(store.health().cause().orElseThrow()).contains("did not answer within 1 s");
    }

    @Test
    void anInterruptedCallerIsNoFaultOfTheDatabase() {
        hangs = true;
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::newest).isInstanceOf(HistoryUnavailableException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.health().isAvailable()).isTrue();
    }

    @Test
    void aFaultThatAReaderMeetsIsSaidWithWhatToDoAndMakesTheWriterBeginAnew() throws Exception {
        Path file = directory.resolve("alerts.db");
        Files.move(file, directory.resolve("away.db"));
        Files.createDirectory(file);

        assertThatThrownBy(this::newest).isInstanceOfSatisfying(HistoryUnavailableException.class, unavailable -> {
            assertThat(unavailable.health().state()).isEqualTo(State.MISSING);
            assertThat(unavailable.health().hint()).isPresent();
        });
        await().untilAsserted(() -> assertThat(registrar.registrations).hasValue(2));
        assertThat(store.health().hint().orElseThrow()).contains("Move the directory " + file + " away");
        // known to be missing: a reader would make an empty one
        Files.delete(file);
        assertThatThrownBy(this::newest).isInstanceOf(HistoryUnavailableException.class);
        assertThat(file).doesNotExist();

        Files.move(directory.resolve("away.db"), file);
        registrar.ask();
        assertThat(store.list(AlertFilter.ALL, PageRequest.first(1)).alerts()).isEmpty();
    }

    @Test
    void aQueryThatMeetsAnotherFileIsAskedOnceMoreOfThatOne() throws Exception {
        newest();
        Path file = directory.resolve("alerts.db");
        Files.copy(file, directory.resolve("copy.db"));
        Files.move(directory.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);

        newest();

        assertThat(store.health().isAvailable()).isTrue();
        assertThat(store.status().lastFault()).isEmpty();
    }

    /** To open it would change its mode, or make a file where there is none. */
    @Test
    void aQueryOpensNothingThatIsAnotherPrograms() throws Exception {
        newest();
        Path file = directory.resolve("alerts.db");
        Path invoices = directory.resolve("invoices.db");
        TestDatabase.make(invoices, "PRAGMA journal_mode=WAL", "CREATE TABLE invoices (id INTEGER)");
        byte[] before = Files.readAllBytes(invoices);
        Files.move(invoices, file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::newest).isInstanceOf(HistoryUnavailableException.class);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aLockedDatabaseIsLockedForReadersToo() throws Exception {
        store.settings(settings(10));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("alerts.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(this::newest)
                    .hasMessageContaining("LOCKED")
                    .hasMessageContaining("fuser")
                    .message()
                    .doesNotContain("prepstmnt");
            statement.execute("ROLLBACK");
        }
        await().untilAsserted(() -> assertThat(registrar.registrations).hasValue(2));
        registrar.ask();
        assertThat(store.health().isAvailable()).isTrue();
        assertThat(database.pool().orElseThrow().active()).isZero();
    }

    @Test
    void aRowThatCanNotBeReadIsNoFaultOfTheDatabase() throws Exception {
        registrar.consumer().accept(events.append(events.raised("ada", NOON)));
        database.change("UPDATE alert SET raised_at = 'yesterday'");

        assertThatThrownBy(this::newest)
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining("yesterday");
        assertThat(store.health().isAvailable()).isTrue();
    }

    @Test
    void atHalfAMinuteWithoutItsDatabaseAnAlertIsRaisedAndResolvedAfterwards() {
        database.gone = true;
        assertThatThrownBy(this::newest).isInstanceOf(HistoryUnavailableException.class);
        now = NOON.plusSeconds(29);
        store.look();
        assertThat(log.openAlerts().alerts()).isEmpty();

        now = NOON.plusSeconds(30);
        store.look();
        store.look();
        assertThat(log.openAlerts().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.key().kind()).isEqualTo(AlertKind.STORE_DEGRADED);
            assertThat(alert.summary()).contains("MISSING", "etc/org.ops4j.datasource-tunnelwatch.cfg");
        });

        database.gone = false;
        registrar.ask();
        store.look();
        assertThat(log.openAlerts().alerts()).isEmpty();
    }

    @Test
    void aDataSourceThatComesALittleLaterIsNotSaidToBeMissing() throws Exception {
        database.gone = true;
        LogThatAsks starting = new LogThatAsks();
        try (AlertStore late = newStore(starting)) {
            late.start();
            await().during(Duration.ofMillis(400)).until(() -> starting.registrations.get() == 0);
            assertThat(late.status().lastFault()).isEmpty();

            database.gone = false;
            await().until(() -> late.health().isAvailable());
            assertThat(late.status().lastFault()).isEmpty();
        }
    }

    @Test
    void theStatusShowsTheDatabaseWithoutAskingIt() {
        store.look();
        hangs = true;

        assertThat(store.status().schemaVersion()).contains(Schema.VERSION);
        assertThat(store.status().pragmas()).containsEntry("journal_mode", "truncate");
        assertThat(store.status().url()).contains("jdbc:sqlite:" + directory.resolve("alerts.db"));
        assertThat(store.status().pool().orElseThrow().active()).isZero();
        assertThat(store.status().counts().committed()).isPositive();
        assertThat(store.status().counts().failed()).isZero();
    }

    @Test
    void closingWaitsForQueriesThatRunAndRefusesNewOnes() throws Exception {
        store.settings(settings(20));
        hangs = true;
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(
                () -> store.list(AlertFilter.ALL, PageRequest.first(1)).alerts().size());
        await().until(() -> waiting.get() == 1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(store::close);
        await().untilAsserted(() -> assertThatThrownBy(() -> store.find(events.id()))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining("the store ends"));
        assertThat(closing).isNotDone();
        released.countDown();

        assertThat(running.get(5, TimeUnit.SECONDS)).isZero();
        closing.get(5, TimeUnit.SECONDS);
        assertThat(registrar.ended).isTrue();
        assertThat(database.pool().orElseThrow().active()).isZero();
    }

    @Test
    void settingsOutOfRangeAreRefusedWithWhatIsAllowed() {
        for (String wrong : new String[] {"0", "301", "-1", "soon", "", "1.5"}) {
            assertThatThrownBy(() -> StoreSettings.of(config(wrong)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("io.tunnelwatch.store")
                    .hasMessageContaining("callTimeoutSeconds")
                    .hasMessageContaining("from 1 to 300");
        }
        assertThat(StoreSettings.of(config(" 300 ")).callTimeout()).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void whatIsKeptIsReadFromTheSettings() {
        assertThat(StoreSettings.of(config("5", "0", "0")).retention()).isEqualTo(RetentionSettings.ALL);
        assertThat(StoreSettings.DEFAULTS.retention()).isEqualTo(RetentionSettings.ALL);
        assertThat(StoreSettings.of(config("5", " 90 ", "100000")).retention())
                .isEqualTo(new RetentionSettings(Optional.of(90), Optional.of(100_000L)));
        for (String wrong : new String[] {"-1", "36501", "a month", "", "1.5"}) {
            assertThatThrownBy(() -> StoreSettings.of(config("5", wrong, "0")))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("retentionDays")
                    .hasMessageContaining("from 0 to 36500");
        }
        for (String wrong : new String[] {"-1", "2000000001", "all", ""}) {
            assertThatThrownBy(() -> StoreSettings.of(config("5", "0", wrong)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("maxAlerts")
                    .hasMessageContaining("from 0 to 2000000000");
        }
    }

    private void newest() {
        store.list(AlertFilter.ALL, PageRequest.first(1));
    }

    private AlertStore newStore(LogThatAsks reader) {
        Database hanging = new Database() {
            @Override
            public Optional<PoolStatus> pool() {
                return database.pool();
            }

            @Override
            public Optional<SqliteFile> sqlite() {
                return database.sqlite();
            }

            @Override
            public boolean areThere() {
                return database.areThere();
            }

            @Override
            public void open() throws SQLException {
                database.open();
            }

            @Override
            public <R> R required(Function<EntityManager, R> work) {
                if (hangs) {
                    waiting.incrementAndGet();
                    try {
                        released.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return database.required(work);
            }
        };
        InstantSource clock = () -> now;
        return new AlertStore(ONE_SECOND, hanging, () -> Optional.of(log), reader, clock);
    }

    private static StoreSettings settings(int callTimeoutSeconds) {
        return new StoreSettings(
                Duration.ofSeconds(callTimeoutSeconds), StoreSettings.DEFAULTS.backups(), RetentionSettings.ALL);
    }

    private static StoreConfig config(String callTimeoutSeconds) {
        return config(callTimeoutSeconds, StoreConfig.RETENTION_DAYS, StoreConfig.MAX_ALERTS);
    }

    private static StoreConfig config(String callTimeoutSeconds, String retentionDays, String maxAlerts) {
        return new StoreConfig() {
            @Override
            public String callTimeoutSeconds() {
                return callTimeoutSeconds;
            }

            @Override
            public String backupEveryHours() {
                return "24";
            }

            @Override
            public String backupsKept() {
                return "7";
            }

            @Override
            public String backupDirectory() {
                return "";
            }

            @Override
            public String retentionDays() {
                return retentionDays;
            }

            @Override
            public String maxAlerts() {
                return maxAlerts;
            }

            @Override
            public Class<StoreConfig> annotationType() {
                return StoreConfig.class;
            }
        };
    }
}
