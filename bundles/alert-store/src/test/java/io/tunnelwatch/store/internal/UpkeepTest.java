package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the upkeep does by itself, in its own thread, and how it ends. */
class UpkeepTest {

    private static final int PAGE = 4096;
    private static final int ALERTS = 250;

    @TempDir
    Path directory;

    private final TestEvents events = new TestEvents();
    private final ExecutorService log = Executors.newSingleThreadExecutor();
    private final ExecutorService operators = Executors.newCachedThreadPool();
    private volatile Instant now = NOON;
    private Path file;
    private TestDatabase database;
    private HealthMonitor health;
    private TestStore store;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("alerts.db");
        database = new TestDatabase(file);
        health = new HealthMonitor(() -> now);
        BackupSettings hourly = new BackupSettings(Optional.of(Duration.ofHours(1)), 3, Optional.empty());
        store = new TestStore(database, health, Optional::empty, () -> now, hourly);
        store.consumer.position();
        for (int i = 0; i < ALERTS; i++) {
            events.append(events.raised("peer-" + i, NOON.plusSeconds(i)));
        }
        store.consumer.accept(events.all());
    }

    @AfterEach
    void close() throws Exception {
        operators.shutdownNow();
        store.upkeep.close();
        log.shutdown();
        assertThat(log.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void damageThatNobodyReadsIsFoundAndHealedWithoutACommand() throws Exception {
        store.upkeep.start(this::readAnewSoon, store.consumer::taken);
        damageMiddle();

        await().atMost(Duration.ofSeconds(30)).until(() -> store.upkeep.quarantine().stream()
                .anyMatch(put -> put.outcome().isPresent()));
        await().until(() -> store.consumer.taken().equals(Optional.of(events.positionOf(ALERTS))));

        assertThat(count("*")).isEqualTo(ALERTS);
        assertThat(count("DISTINCT peer_key")).isEqualTo(ALERTS);
        assertThat(health.health().state()).isEqualTo(State.AVAILABLE);
        assertThat(health.lastFault().orElseThrow().state()).isEqualTo(State.CORRUPT);
        assertThat(store.upkeep.quarantine()).hasSize(1);
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void aBackupIsMadeWithoutACommand() {
        store.upkeep.start(this::readAnewSoon, store.consumer::taken);
        now = NOON.plus(Duration.ofMinutes(2));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !store.upkeep.backups().isEmpty());

        assertThat(store.upkeep.backups())
                .singleElement()
                .extracting(Backup::alerts)
                .isEqualTo((long) ALERTS);
    }

    @Test
    void anEndInterruptsABackupAndLeavesNothingOfIt() throws Exception {
        CountDownLatch copies = new CountDownLatch(1);
        Future<Backup> caller = operators.submit(
                () -> store.upkeep.backup(Optional.empty(), whenCopying(() -> block(copies, new CountDownLatch(1)))));
        assertThat(copies.await(10, TimeUnit.SECONDS)).isTrue();

        operators.submit(store.upkeep::close).get(8, TimeUnit.SECONDS);

        assertThatThrownBy(() -> caller.get(1, TimeUnit.SECONDS)).hasCauseInstanceOf(MaintenanceFailedException.class);
        assertThat(directory.resolve("backup")).isEmptyDirectory();
        assertThatThrownBy(() -> store.upkeep.backup(Optional.empty(), Progress.NONE))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("The alert store ends");
    }

    @Test
    void whoWaitsForHisTurnIsToldOfTheEnd() throws Exception {
        CountDownLatch copies = new CountDownLatch(1);
        operators.submit(
                () -> store.upkeep.backup(Optional.empty(), whenCopying(() -> block(copies, new CountDownLatch(1)))));
        assertThat(copies.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Thread> asks = new CompletableFuture<>();
        Future<?> next = operators.submit(() -> {
            asks.complete(Thread.currentThread());
            return store.upkeep.check(Progress.NONE);
        });
        Thread waits = asks.get(5, TimeUnit.SECONDS);
        await().until(() -> waits.getState() == Thread.State.WAITING);

        store.upkeep.close();

        assertThatThrownBy(() -> next.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("The alert store ends");
    }

    /** Who closes the data source next must find nobody in it. */
    @Test
    void theEndComesAfterWorkHasLeftOff() throws Exception {
        CountDownLatch copies = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        Progress leavesSlowly = whenCopying(() -> {
            block(copies, new CountDownLatch(1));
            boolean interrupted = Thread.interrupted(); // or the wait would end at once
            block(copies, mayLeave);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        operators.submit(() -> store.upkeep.backup(Optional.empty(), leavesSlowly));
        assertThat(copies.await(10, TimeUnit.SECONDS)).isTrue();

        Thread closing = new Thread(store.upkeep::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
        assertThat(closing.isAlive()).isTrue();
        mayLeave.countDown();
        closing.join(8000);

        assertThat(closing.isAlive()).isFalse();
    }

    private static Progress whenCopying(Runnable listener) {
        return (step, done, total) -> {
            if (step.equals("copying")) {
                listener.run();
            }
        };
    }

    /** Until the end, or until it is interrupted. */
    private static void block(CountDownLatch reached, CountDownLatch end) {
        reached.countDown();
        try {
            end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the log does after a registration. */
    private void readAnewSoon() {
        log.execute(() -> {
            try {
                boolean isThere = store.consumer.position() instanceof ConsumerPosition.After;
                if (!isThere) {
                    store.consumer.accept(events.all());
                }
            } catch (PositionUnavailableException | NotTakenException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private long count(String what) throws Exception {
        return Long.parseLong(
                database.ask("SELECT count(" + what + ") FROM alert").get(0));
    }

    /** Where nobody reads by himself; that somebody wrote can be seen. */
    private void damageMiddle() throws IOException {
        byte[] garbage = new byte[4 * PAGE];
        new Random(42).nextBytes(garbage);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2 / PAGE * PAGE);
            bytes.write(garbage);
        }
    }
}
