package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.store.internal.database.Database;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.entity.UnreadableRowException;
import io.tunnelwatch.store.internal.health.Fault;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.AlertRows;
import io.tunnelwatch.store.internal.query.BoundedCalls;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import io.tunnelwatch.store.internal.query.OutOfTimeException;
import io.tunnelwatch.store.internal.recover.LogReach;
import io.tunnelwatch.store.internal.recover.Upkeep;
import io.tunnelwatch.store.internal.statistics.StatisticsQuery;
import io.tunnelwatch.store.internal.statistics.StripsQuery;
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
public final class AlertStore implements AlertHistory, AutoCloseable {

    /** How others reach the consumer: the log finds it as a service. */
    public interface Registrar {
        /** Makes the consumer known to the log, again if it was before; returns when the old registration has ended. */
        void register(HistoryConsumer consumer);

        void unregister();
    }

    private static final Logger LOG = LoggerFactory.getLogger(AlertStore.class);
    private static final long WATCH_SECONDS = 5;
    private static final int QUERY_THREADS = 4;
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final int LOOKS_FOR_DATA_SOURCE = 100; // 10 s
    private static final long MAX_WAIT_FOR_END_SECONDS = 15;

    private final GuardedDatabase database;
    private final AlertPages pages;
    private final Supplier<Optional<AlertLog>> log;
    private final Registrar registrar;
    private final InstantSource clock;
    private final HealthMonitor health;
    private final Upkeep upkeep;
    private final HistoryConsumer consumer;
    private final BoundedCalls calls;
    /** Of its own, so that people who ask much do not make the database look sick. */
    private final BoundedCalls looks;

    private final DegradedAlert degraded;
    private final ScheduledExecutorService watch;
    private volatile StoreSettings settings;
    private volatile boolean ending;
    private volatile Optional<HistoryQueries.Details> details = Optional.empty();

    /** @param log asked whenever it is needed; absent while its bundle is stopped */
    public AlertStore(
            StoreSettings settings,
            Database database,
            Supplier<Optional<AlertLog>> log,
            Registrar registrar,
            InstantSource clock) {
        this.settings = settings;
        this.database = new GuardedDatabase(database);
        this.pages = new AlertPages(this.database);
        this.log = log;
        this.registrar = registrar;
        this.clock = clock;
        this.health = new HealthMonitor(clock);
        Writer writer = new Writer();
        this.upkeep = new Upkeep(
                this.database,
                writer,
                health,
                new LogReach(log),
                () -> this.settings.backups(),
                () -> this.settings.retention(),
                clock);
        this.consumer = new HistoryConsumer(this.database, upkeep.keeper(), writer, health, upkeep::mayReturnTo, clock);
        this.calls = new BoundedCalls("query", QUERY_THREADS, () -> this.settings.callTimeout());
        this.looks = new BoundedCalls("look", 1, () -> this.settings.callTimeout());
        this.degraded = new DegradedAlert(health, clock);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tunnelwatch-store-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to read the log. While Karaf starts, the data source comes a little later than the store: it is waited
     * for, so that no start says that it is missing.
     */
    public void start() {
        watch.execute(() -> beginOnceItIsThere(LOOKS_FOR_DATA_SOURCE));
        upkeep.start(this::beginAnewSoon, consumer::taken);
        watch.scheduleWithFixedDelay(this::look, 1, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    void settings(StoreSettings changed) {
        settings = changed;
    }

    @Override
    public AlertPage list(AlertFilter filter, PageRequest page) {
        return read(() -> pages.list(filter, page));
    }

    @Override
    public Optional<Alert> find(UUID id) {
        return transaction(entityManager -> HistoryQueries.find(entityManager, id));
    }

    @Override
    public List<Alert> findByIdPrefix(String prefix, int limit) {
        return transaction(entityManager -> HistoryQueries.findByIdPrefix(entityManager, prefix, limit));
    }

    @Override
    public List<LogEntry> timeline(UUID alertId, int limit) {
        return transaction(entityManager -> HistoryQueries.timeline(entityManager, alertId, limit));
    }

    @Override
    public List<Delivery> deliveries(UUID alertId) {
        return transaction(entityManager -> HistoryQueries.deliveries(entityManager, alertId));
    }

    @Override
    public AlertStatistics statistics(StatisticsRequest request, Progress progress) throws InterruptedException {
        try {
            return new StatisticsQuery(new AlertRows(this::transaction), request, progress).run();
        } catch (OutOfTimeException | HistoryUnavailableException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in the middle of statistics");
            }
            throw e;
        }
    }

    @Override
    public Strips strips(StripRequest request) {
        return new StripsQuery(new AlertRows(this::transaction), request).run();
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
                database.file().map(path -> "jdbc:sqlite:" + path),
                known.map(HistoryQueries.Details::schemaVersion),
                consumer.taken(),
                known.map(HistoryQueries.Details::pragmas).orElse(Map.of()),
                database.pool().map(status -> new StoreStatus.PoolUse(status.active(), status.idle(), status.max())),
                health.lastFault(),
                health.lastRecovery(),
                upkeep.backups().stream().findFirst(),
                upkeep.backupTrouble(),
                upkeep.quarantine(),
                known.map(HistoryQueries.Details::freeBytes),
                upkeep.retention(),
                health.counts(database.committed(), database.failed()));
    }

    @Override
    public void close() {
        ending = true;
        registrar.unregister();
        upkeep.close();
        watch.shutdownNow();
        calls.close();
        looks.close();
        try {
            if (!watch.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The store's watch did not end within {} s", MAX_WAIT_FOR_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <R> R transaction(Function<EntityManager, R> query) {
        return read(() -> database.required(query));
    }

    private <R> R read(Supplier<R> query) {
        StoreHealth before = health.health();
        if (before.state() == StoreHealth.State.MISSING) {
            throw new HistoryUnavailableException(before); // opening it is the writer's work: a reader would create it
        }
        try {
            return calls.call(before.isAvailable() ? () -> twice(query) : () -> ofOurs(query));
        } catch (OutOfTimeException e) {
            throw unanswered(e, "Ask for less (--since, --limit), or raise callTimeoutSeconds of " + StoreSettings.PID);
        } catch (HistoryUnavailableException e) {
            throw e;
        } catch (UnreadableRowException e) {
            throw unanswered(e, "A newer alert-store wrote it, or a person: install that one, or correct the row");
        } catch (RuntimeException e) {
            Fault fault = faultMet(e);
            throw new HistoryUnavailableException(health(fault.state(), fault.cause(), fault.hint()), e);
        }
    }

    /** Opening would make a file that is not there, and change the mode of one that is another program's. */
    private <R> R ofOurs(Supplier<R> query) {
        if (!upkeep.keeper().isOursThere()) {
            throw new HistoryUnavailableException(health.health());
        }
        return query.get();
    }

    /** Once more, for what may pass: by then the pool has thrown connections away that are of no more use. */
    private <R> R twice(Supplier<R> query) {
        try {
            return query.get();
        } catch (RuntimeException e) {
            if (!FaultClassifier.mayPass(e)) {
                throw e;
            }
            if (!upkeep.keeper().isOursThere()) {
                throw e;
            }
            LOG.debug("A query is tried once more", e);
            health.retried();
            return query.get();
        }
    }

    /** One question has no answer; of the database this says nothing. */
    private HistoryUnavailableException unanswered(RuntimeException e, String hint) {
        StoreHealth now = health.health();
        return new HistoryUnavailableException(
                now.isAvailable() ? health(StoreHealth.State.IO_ERROR, e.getMessage(), hint) : now, e);
    }

    private StoreHealth health(StoreHealth.State state, String cause, String hint) {
        return new StoreHealth(state, clock.instant(), Optional.of(cause), Optional.of(hint));
    }

    /** The writer finds out what is wrong, and goes on trying until it is right. */
    private Fault faultMet(RuntimeException e) {
        Fault fault = FaultClassifier.classify(e, database.file());
        if (fault.state() == StoreHealth.State.CORRUPT) {
            upkeep.keeper().suspectDamage(fault.cause());
        }
        if (health.failed(fault)) {
            beginAnewSoon();
        }
        return fault;
    }

    private void beginAnewSoon() {
        try {
            watch.execute(this::beginAnew);
        } catch (RejectedExecutionException ending) {
            LOG.debug("The store ends", ending);
        }
    }

    private void beginOnceItIsThere(int looksLeft) {
        if (database.areThere() || looksLeft == 0) {
            beginAnew();
        } else if (!ending) {
            watch.schedule(() -> beginOnceItIsThere(looksLeft - 1), LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void beginAnew() {
        try {
            registrar.register(consumer);
        } catch (RuntimeException e) { // nobody asks for the outcome of the task
            LOG.error("The history's consumer could not be registered", e);
        }
    }

    /** Looks how the database is, and at what is to be told of it; every {@value #WATCH_SECONDS} s. */
    void look() {
        try {
            if (health.health().isAvailable()) {
                details = Optional.of(looks.call(() -> database.required(HistoryQueries::details)));
            }
        } catch (RuntimeException e) {
            if (ending) {
                return; // interrupted
            }
            faultMet(e);
        }
        try {
            log.get().ifPresent(degraded::look);
        } catch (RuntimeException | LinkageError e) { // or it would never look again
            LOG.error("STORE_DEGRADED could not be raised or resolved", e);
        }
    }

    /** What operators ask for. */
    public HistoryMaintenance maintenance() {
        return upkeep;
    }
}
