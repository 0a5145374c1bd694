package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.SystemAlert;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.BoundedCalls;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history behind its service. It is there with or without a database; who brings the database back is the one
 * writer, the consumer of the log: any fault that a reader meets makes the consumer begin anew.
 */
final class AlertStore implements AlertHistory, AutoCloseable {

    /** How others reach the consumer: the log finds it as a service. */
    interface Registrar {
        /** Makes the consumer known to the log, again if it was before; returns when the old registration has ended. */
        void register(HistoryConsumer consumer);

        void unregister();
    }

    private static final Logger LOG = LoggerFactory.getLogger(AlertStore.class);
    private static final long WATCH_SECONDS = 5;
    private static final long MAX_WAIT_FOR_END_SECONDS = 15;
    private static final Duration RAISED_AFTER = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Supplier<Optional<PoolStatus>> pool;
    private final Supplier<Optional<AlertLog>> log;
    private final Registrar registrar;
    private final InstantSource clock;
    private final HealthMonitor health;
    private final HistoryConsumer consumer;
    private final BoundedCalls calls;
    private final SystemAlert degraded;
    private final ScheduledExecutorService watch;
    private volatile StoreSettings settings;
    private volatile Optional<HistoryQueries.Details> details = Optional.empty();

    AlertStore(
            StoreSettings settings,
            Transactions transactions,
            Supplier<Optional<PoolStatus>> pool,
            Supplier<Optional<AlertLog>> log,
            Registrar registrar,
            InstantSource clock) {
        this.settings = settings;
        this.transactions = transactions;
        this.pool = pool;
        this.log = log;
        this.registrar = registrar;
        this.clock = clock;
        this.health = new HealthMonitor(clock);
        this.consumer = new HistoryConsumer(transactions, health, this::file, clock);
        this.calls = new BoundedCalls(() -> this.settings.callTimeout());
        this.degraded = new SystemAlert(AlertKind.STORE_DEGRADED, clock);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tunnelwatch-store-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to read the log. */
    void start() {
        registrar.register(consumer);
        watch.scheduleWithFixedDelay(this::look, 1, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    void settings(StoreSettings changed) {
        settings = changed;
    }

    @Override
    public AlertPage list(AlertFilter filter, PageRequest page) {
        return read(entityManager -> HistoryQueries.list(entityManager, filter, page));
    }

    @Override
    public Optional<Alert> find(UUID id) {
        return read(entityManager -> HistoryQueries.find(entityManager, id));
    }

    @Override
    public List<Alert> findByIdPrefix(String prefix, int limit) {
        return read(entityManager -> HistoryQueries.findByIdPrefix(entityManager, prefix, limit));
    }

    @Override
    public List<LogEntry> timeline(UUID alertId, int limit) {
        return read(entityManager -> HistoryQueries.timeline(entityManager, alertId, limit));
    }

    @Override
    public List<Delivery> deliveries(UUID alertId) {
        return read(entityManager -> HistoryQueries.deliveries(entityManager, alertId));
    }

    @Override
    public StoreHealth health() {
        return health.health();
    }

    @Override
    public StoreStatus status() {
        Optional<HistoryQueries.Details> known = details;
        return new StoreStatus(
                health.health(),
                file().map(path -> "jdbc:sqlite:" + path),
                known.map(HistoryQueries.Details::schemaVersion),
                consumer.taken(),
                known.map(HistoryQueries.Details::pragmas).orElse(Map.of()),
                pool.get().map(status -> new StoreStatus.PoolUse(status.active(), status.idle(), status.max())),
                health.lastFault(),
                health.lastRecovery(),
                Optional.empty());
    }

    @Override
    public void close() {
        registrar.unregister();
        watch.shutdownNow();
        calls.close();
        try {
            if (!watch.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The store's watch did not end within {} s", MAX_WAIT_FOR_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <R> R read(Function<EntityManager, R> query) {
        StoreHealth before = health.health();
        if (before.state() == StoreHealth.State.MISSING) {
            throw new HistoryUnavailableException(before); // opening it is the writer's work: a reader would create it
        }
        try {
            return calls.call(() -> transactions.required(query));
        } catch (RuntimeException e) {
            readFailed(e);
            throw new HistoryUnavailableException(health.health(), e);
        }
    }

    /** The writer finds out what is wrong, and goes on trying until it is right. */
    private void readFailed(RuntimeException e) {
        boolean wasAvailable = health.health().isAvailable();
        health.failed(FaultClassifier.classify(e, file()));
        if (wasAvailable) {
            try {
                watch.execute(() -> registrar.register(consumer));
            } catch (RejectedExecutionException ending) {
                LOG.debug("The store ends", ending);
            }
        }
    }

    private void look() {
        try {
            if (health.health().isAvailable()) {
                details = Optional.of(read(HistoryQueries::details));
            }
        } catch (HistoryUnavailableException e) {
            LOG.debug("The database does not answer", e); // said by the health
        } catch (RuntimeException e) { // or it would never look again
            LOG.error("Looking after the database failed", e);
        }
        log.get().ifPresent(this::raiseOrResolve);
    }

    private void raiseOrResolve(AlertLog present) {
        StoreHealth now = health.health();
        Instant due = clock.instant().minus(RAISED_AFTER);
        try {
            if (now.isAvailable()) {
                degraded.resolve(SystemAlert.Target.of(present), "The alert history is available again");
            } else if (!health.unavailableSince().isAfter(due)) {
                degraded.raise(
                        SystemAlert.Target.of(present),
                        "The alert history is " + now.state() + ": "
                                + now.cause().orElse("no cause is known")
                                + now.hint().map(". "::concat).orElse(""));
            }
        } catch (AppendRefusedException e) {
            LOG.debug("STORE_DEGRADED could not be written; it is tried again", e);
        }
    }

    private Optional<Path> file() {
        return pool.get().flatMap(PoolStatus::file);
    }
}
