package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.log.internal.LogSettings;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.store.internal.entity.SilenceEntity;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import io.tunnelwatch.store.internal.query.OpenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real log in real files, whose segments hold a dozen events each, and the real projection in a real database: they
 * stop and start, and either of them is put back to an older copy.
 */
final class LogAndStore implements AutoCloseable {

    private static final long SEGMENT_BYTES = 4096;
    private static final long MAX_BYTES = 4 * SEGMENT_BYTES;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * What both say at one moment.
     *
     * @param silences those that are not over
     */
    record Said(Map<UUID, Alert> open, Set<Silence> silences) {}

    private final Path directory;
    private final TestDatabase database;
    private final Path databaseFile;
    private final InstantSource clock;
    private LogEngine log;
    private @Nullable TestStore store;
    private boolean logIsCopied;
    private boolean databaseIsCopied;

    /**
     * @param directory an empty one
     * @param database open on this file, of which the history knows nothing
     */
    LogAndStore(Path directory, TestDatabase database, Path databaseFile, InstantSource clock) {
        this.directory = directory;
        this.database = database;
        this.databaseFile = databaseFile;
        this.clock = clock;
        this.log = openLog();
        startStore();
    }

    /** Appends; answers whether the log took it. */
    boolean append(List<AlertEvent> events) {
        try {
            log.append(events);
            return true;
        } catch (AppendRefusedException e) {
            return false;
        }
    }

    boolean isOpen(UUID alert) {
        return log.openAlerts().find(alert).isPresent();
    }

    boolean isSilence(UUID silence, Instant at) {
        return log.openAlerts().silences().stream().anyMatch(one -> one.id().equals(silence) && !one.isOver(at));
    }

    void startStore() {
        if (store == null) {
            HealthMonitor health = new HealthMonitor(clock);
            TestStore started = new TestStore(database, health, () -> Optional.of(log), clock);
            store = started;
            log.add(started.consumer);
        }
    }

    void stopStore() {
        TestStore stopped = store;
        if (stopped != null) {
            log.remove(stopped.consumer);
            stopped.upkeep.close();
            store = null;
        }
    }

    void restartLog() {
        log.close();
        log = openLog();
        TestStore present = store;
        if (present != null) {
            log.add(present.consumer);
        }
    }

    void copyDatabase() throws IOException {
        boolean wasThere = store != null;
        stopStore();
        database.pool().orElseThrow().evict();
        copy(databaseFile.getParent(), emptied("database-copy"));
        databaseIsCopied = true;
        startAgain(wasThere);
    }

    void restoreDatabase() throws IOException {
        if (databaseIsCopied) {
            boolean wasThere = store != null;
            stopStore();
            database.pool().orElseThrow().evict();
            empty(databaseFile.getParent());
            copy(directory.resolve("database-copy"), databaseFile.getParent());
            startAgain(wasThere);
        }
    }

    void copyLog() throws IOException {
        log.close();
        copy(directory.resolve("log"), emptied("log-copy"));
        logIsCopied = true;
        restartLog();
    }

    void restoreLog() throws IOException {
        if (logIsCopied) {
            log.close();
            copy(directory.resolve("log-copy"), emptied("log"));
            restartLog();
        }
    }

    /** What the log says, and then what the store says that has read all of it. */
    List<Said> said(AlertEvent marker) throws AppendRefusedException, InterruptedException {
        startStore();
        Position marked = log.append(List.of(marker));
        while (true) {
            Position taken = awaitStore(marked);
            Said byLog = new Said(
                    byId(log.openAlerts().alerts()), Set.copyOf(log.openAlerts().silences()));
            Said byStore = new Said(byId(openRows()), runningSilences());
            if (log.status().lastSequence() == taken.sequence()) { // else the log said something itself
                return List.of(byLog, byStore);
            }
        }
    }

    /**
     * The deliveries of open alerts that the log knows and the store does not; those that a gap took with it are not
     * missed.
     */
    List<Delivery> missingDeliveries() throws SQLException {
        if (!database.ask("SELECT id FROM history_gap LIMIT 1").isEmpty()) {
            return List.of();
        }
        return log.openAlerts().deliveries().stream()
                .filter(delivery -> !deliveries(delivery.alertId()).contains(delivery))
                .toList();
    }

    @Override
    public void close() {
        stopStore();
        log.close();
        database.pool().orElseThrow().evict();
    }

    private LogEngine openLog() {
        LogSettings settings = new LogSettings(directory.resolve("log"), SEGMENT_BYTES, MAX_BYTES, Duration.ofDays(1));
        return new LogEngine(settings, new FileDisk(), clock);
    }

    private void startAgain(boolean wasThere) {
        if (wasThere) {
            startStore();
        }
    }

    private Position awaitStore(Position marked) throws InterruptedException {
        HistoryConsumer consumer = Objects.requireNonNull(store).consumer;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Position> taken = consumer.taken();
            if (taken.filter(position -> isAtOrBehind(position, marked)).isPresent()) {
                return taken.get();
            }
            Thread.sleep(1);
        }
        throw new AssertionError("The store does not take the log's events: " + log.status());
    }

    private static boolean isAtOrBehind(Position position, Position marked) {
        return position.epoch().equals(marked.epoch()) && position.sequence() >= marked.sequence();
    }

    private List<Alert> openRows() {
        return database.required(entityManager ->
                OpenRows.all(entityManager).stream().map(row -> row.alert()).toList());
    }

    private Set<Silence> runningSilences() {
        return database.required(entityManager -> new HashSet<>(entityManager
                .createQuery("select s from SilenceEntity s where s.endedAt is null", SilenceEntity.class)
                .getResultList()
                .stream()
                .map(SilenceEntity::silence)
                .toList()));
    }

    private List<Delivery> deliveries(UUID alert) {
        return database.required(entityManager -> HistoryQueries.deliveries(entityManager, alert));
    }

    private static Map<UUID, Alert> byId(List<Alert> alerts) {
        return alerts.stream().collect(Collectors.toMap(Alert::id, Function.identity()));
    }

    private Path emptied(String name) throws IOException {
        Path folder = directory.resolve(name);
        empty(folder);
        return folder;
    }

    /** Leaves an empty folder. */
    static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder())
                    .filter(one -> !one.equals(folder))
                    .toList()) {
                Files.deleteIfExists(file); // the log may have put its reserve into use just now
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(one -> !one.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
