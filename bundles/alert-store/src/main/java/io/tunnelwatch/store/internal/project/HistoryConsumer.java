package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.database.Database;
import io.tunnelwatch.store.internal.database.Schema;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.entity.HistoryGapEntity;
import io.tunnelwatch.store.internal.entity.RejectedEventEntity;
import io.tunnelwatch.store.internal.health.Fault;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.query.NewTexts;
import io.tunnelwatch.store.internal.recover.DatabaseKeeper;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log into the database: the one writer. Each batch is one managed transaction, with the new position in it,
 * so each event counts once whatever happens.
 *
 * <p>The log calls it from one thread, but gives up a thread that hangs in the database and goes on with another one;
 * and there is other work that writes: hence each takes its turn.
 */
public final class HistoryConsumer implements AlertConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryConsumer.class);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final Database database;
    private final DatabaseKeeper keeper;
    private final Writer writer;
    private final HealthMonitor health;
    private final InstantSource clock;
    private final ReturnPoint mayReturnTo;
    private volatile Optional<Position> expected = Optional.empty();

    /**
     * A batch behind {@link #expected} failed though the database could be opened: only that batch can tell that it is
     * well.
     */
    private boolean refusesEvents;

    /** Knows where the history may have to begin again. */
    @FunctionalInterface
    public interface ReturnPoint {
        Optional<Position> position() throws PositionUnavailableException;
    }

    public HistoryConsumer(
            Database database,
            DatabaseKeeper keeper,
            Writer writer,
            HealthMonitor health,
            ReturnPoint mayReturnTo,
            InstantSource clock) {
        this.database = database;
        this.keeper = keeper;
        this.writer = writer;
        this.health = health;
        this.mayReturnTo = mayReturnTo;
        this.clock = clock;
    }

    @Override
    public String id() {
        return AlertHistory.CONSUMER_ID;
    }

    /** The oldest of the backups that may have to be restored. */
    @Override
    public Optional<Position> mayReturnTo() throws PositionUnavailableException {
        return mayReturnTo.position();
    }

    @Override
    public Duration maxBackoff() {
        return MAX_BACKOFF;
    }

    /**
     * Opens the database, when its file is ready: brings its tables up to date, and writes to it once, so that success
     * means it is well.
     */
    @Override
    public ConsumerPosition position() throws PositionUnavailableException {
        try (Writer.Turn turn = writer.take()) {
            return open().<ConsumerPosition>map(Function.identity()).orElseGet(ConsumerPosition.Oldest::new);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PositionUnavailableException("interrupted while the database was in use", e);
        } catch (IOException | SQLException | RuntimeException e) {
            throw new PositionUnavailableException(failed(e).cause(), e);
        }
    }

    private Optional<ConsumerPosition.After> open() throws IOException, SQLException {
        List<String> done = keeper.prepare();
        database.open();
        boolean migrated = database.required(entityManager -> Schema.migrate(entityManager, clock.instant()));
        Optional<ConsumerPosition.After> found =
                database.required(entityManager -> StoredPosition.readForUpdate(entityManager, clock.instant()));
        keeper.opened();
        Optional<Position> position = found.map(ConsumerPosition.After::position);
        if (!position.equals(expected) || !done.isEmpty()) {
            refusesEvents = false; // another file, or a commit that did happen: that batch may never come again
        }
        expected = position;
        String action =
                Stream.concat(done.stream(), Stream.of(goesOn(migrated))).collect(Collectors.joining("; "));
        if (!refusesEvents) {
            health.recovered(action, !done.isEmpty());
        }
        return found;
    }

    private String goesOn(boolean migrated) {
        String from =
                "goes on behind position " + expected.map(Position::toString).orElse("0");
        if (!migrated) {
            return from;
        }
        return expected.isPresent()
                ? "brought its tables up to date, and " + from
                : "created its tables, and reads what the log holds";
    }

    /** Up to where the database holds the log, as far as is known. */
    public Optional<Position> taken() {
        return expected;
    }

    @Override
    public void accept(List<LogEntry> batch) throws NotTakenException {
        try (Writer.Turn turn = writer.take()) {
            keeper.beforeWriting();
            project(batch);
            wellAgain();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (PositionMovedException e) {
            LOG.warn("{}", e.getMessage());
            throw new NotTakenException(e.getMessage(), e);
        } catch (RuntimeException e) {
            refusesEvents = true;
            throw new NotTakenException(failed(e).cause(), e);
        }
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) throws NotTakenException {
        try (Writer.Turn turn = writer.take()) {
            database.required(entityManager -> {
                entityManager.persist(new HistoryGapEntity(gap, clock.instant()));
                new OpenAlertsTakeover(entityManager).take(openAlerts, asOf.sequence(), clock.instant());
                StoredPosition.move(entityManager, expected, gap.resumesAfter(), clock.instant());
                StoredPosition.openAsOf(entityManager, asOf, clock.instant());
                NewTexts.takeIn(entityManager);
                return null;
            });
            expected = Optional.of(gap.resumesAfter());
            wellAgain();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (RuntimeException e) {
            refusesEvents = true;
            throw new NotTakenException(failed(e).cause(), e);
        }
    }

    private static NotTakenException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new NotTakenException("interrupted while the database was in use", e);
    }

    /** Halves a batch that the database refuses for its data, until the one event is found that it will never take. */
    private void project(List<LogEntry> batch) {
        Position last = batch.get(batch.size() - 1).position();
        try {
            database.required(entityManager -> {
                // first, so that the write lock is there before anything is read: a reader could not get it later
                StoredPosition.move(entityManager, expected, last, clock.instant());
                new Projector(entityManager).apply(batch);
                NewTexts.takeIn(entityManager);
                return null;
            });
            expected = Optional.of(last);
        } catch (RuntimeException e) {
            if (!FaultClassifier.refusedData(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                reject(batch.get(0), e);
            } else {
                project(batch.subList(0, batch.size() / 2));
                project(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    private void reject(LogEntry entry, RuntimeException cause) {
        LOG.error("The database refuses event {}; it is kept in rejected_event", entry.position(), cause);
        database.required(entityManager -> {
            StoredPosition.move(entityManager, expected, entry.position(), clock.instant());
            // not persist: a log that is replayed brings it again
            entityManager.merge(new RejectedEventEntity(entry, String.valueOf(cause.getMessage()), clock.instant()));
            return null;
        });
        expected = Optional.of(entry.position());
    }

    private void wellAgain() {
        refusesEvents = false;
        keeper.written();
        health.recovered("takes events again", false);
    }

    private Fault failed(Exception e) {
        Fault fault = FaultClassifier.classify(e, database.file());
        if (fault.state() == StoreHealth.State.CORRUPT) {
            keeper.suspectDamage(fault.cause());
        }
        if (!FaultClassifier.isInterruption(e)) {
            health.failed(fault);
            health.retried(); // the log sees to that
        }
        return fault;
    }
}
