package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.salvage.Salvage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the rows of files that were put away over, once the log is read. Runs in the workshop. */
final class SalvageWork {

    private static final Logger LOG = LoggerFactory.getLogger(SalvageWork.class);

    private final GuardedDatabase database;
    private final Writer writer;
    private final LogReach log;
    private final InstantSource clock;
    private volatile List<Quarantined> known = List.of();

    SalvageWork(GuardedDatabase database, Writer writer, LogReach log, InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    /** The files in the quarantine, the latest first. Any thread. */
    List<Quarantined> known() {
        return known;
    }

    /** Looks what lies there, without doing anything about it. */
    void look(SqliteFile sqlite) throws IOException {
        known = new Quarantine(sqlite.path(), clock).files();
    }

    /** Does the next file whose rows are wanted, if the history is as far as the log was then. */
    void doNext(SqliteFile sqlite, Optional<Position> taken) throws IOException, SQLException, InterruptedException {
        Optional<QuarantineNote> next = new Quarantine(sqlite.path(), clock)
                .notes().stream()
                        .filter(QuarantineNote::isToBeSalvaged)
                        .filter(note -> log.isReached(note.plan().orElseThrow(), taken))
                        .reduce((later, earlier) -> earlier); // the order in which they were damaged
        if (next.isPresent()) {
            Outcome outcome = salvage(sqlite, next.get());
            next.get().with(outcome).write();
            say(next.get(), outcome);
        }
        look(sqlite);
    }

    private Outcome salvage(SqliteFile sqlite, QuarantineNote note) throws SQLException, InterruptedException {
        SalvagePlan plan = note.plan().orElseThrow();
        try (Connection damaged = sqlite.openUnchanging(note.file())) {
            return new Salvage(
                            damaged, new TakingTurns(), id -> log.isOpen(id).orElse(true), plan.missingEvents(), clock)
                    .run(Progress.NONE);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).equals("XX001")) {
                LOG.warn("Nothing can be read from {}", note.file(), e);
                return unreadable(plan);
            }
            throw e;
        }
    }

    private static Outcome unreadable(SalvagePlan plan) {
        return new Outcome(0, plan.missingEvents(), plan.missingEvents(), plan.missingFrom(), plan.missingTo());
    }

    private static void say(QuarantineNote note, Outcome outcome) {
        if (outcome.isWhole()) {
            LOG.info(
                    "The history is whole again after {} was put away; {} alerts were only in that file",
                    note.file(),
                    outcome.salvagedAlerts());
        } else {
            LOG.error(
                    "At most {} alerts and {} events of time lines are lost, raised between {} and {}: neither the backup"
                            + " nor the log has them, and they can not be read from {}. {} alerts were salvaged from it."
                            + " An older copy of the database may have them",
                    outcome.lostAlerts(),
                    outcome.lostEvents(),
                    outcome.lostFrom().map(Object::toString).orElse("the beginning"),
                    outcome.lostTo().map(Object::toString).orElse("now"),
                    note.file(),
                    outcome.salvagedAlerts());
        }
    }

    /** Each transaction waits for its turn to write, so that the projection goes on meanwhile. */
    private final class TakingTurns implements Transactions {

        @Override
        public boolean areThere() {
            return database.areThere();
        }

        @Override
        public void open() throws SQLException {
            database.open();
        }

        @Override
        public <R> R required(java.util.function.Function<javax.persistence.EntityManager, R> work) {
            try (Writer.Turn turn = writer.take()) {
                return database.required(work);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted between two transactions", e);
            }
        }
    }
}
