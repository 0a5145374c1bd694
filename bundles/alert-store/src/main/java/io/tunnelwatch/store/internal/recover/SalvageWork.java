package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import io.tunnelwatch.store.internal.salvage.Salvage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the rows of files that were put away over, once the log is read. Runs in the workshop. */
final class SalvageWork {

    private static final Logger LOG = LoggerFactory.getLogger(SalvageWork.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    private final Transactions turns;
    private final LogReach log;
    private final InstantSource clock;
    private final Map<Path, String> troubles = new HashMap<>();
    private Duration pause = FIRST_PAUSE;
    private long notBeforeNanos = System.nanoTime();
    private volatile List<Quarantined> known = List.of();

    /** @param turns each transaction waits for its turn to write, so that the projection goes on meanwhile */
    SalvageWork(Transactions turns, LogReach log, InstantSource clock) {
        this.turns = turns;
        this.log = log;
        this.clock = clock;
    }

    /** The files in the quarantine, the latest first. Any thread. */
    List<Quarantined> known() {
        return known;
    }

    /**
     * Whether rows are still to come from a file, as far as is known, and no trouble keeps them away: what the history
     * has until then tells which of them are missing.
     */
    boolean isExpected() {
        return known.stream()
                .anyMatch(file -> file.salvaged()
                        && file.outcome().isEmpty()
                        && file.trouble().isEmpty());
    }

    /** Looks what lies there, without doing anything about it. */
    void look(SqliteFile sqlite) throws IOException {
        known = new Quarantine(sqlite.path(), clock)
                .notes().stream()
                        .map(note -> note.quarantined(
                                note.isToBeSalvaged()
                                        ? Optional.ofNullable(troubles.get(note.file()))
                                        : Optional.empty()))
                        .toList();
    }

    /**
     * Does the next file whose rows are wanted, if the history is as far as the log was then. What fails is tried again
     * with backoff, and holds up nothing else.
     *
     * @return whether rows came into the history that nothing else has
     */
    boolean doNext(SqliteFile sqlite, Optional<Position> taken) throws IOException, InterruptedException {
        if (System.nanoTime() - notBeforeNanos < 0) {
            return false;
        }
        Optional<QuarantineNote> next = new Quarantine(sqlite.path(), clock)
                .notes().stream()
                        .filter(QuarantineNote::isToBeSalvaged)
                        .filter(note -> log.isReached(note.plan().orElseThrow(), taken))
                        .reduce((later, earlier) -> earlier); // the order in which they were damaged
        Optional<Outcome> outcome = next.isPresent() ? salvage(sqlite, next.get()) : Optional.empty();
        look(sqlite);
        return outcome.filter(result -> result.salvagedAlerts() > 0).isPresent();
    }

    private Optional<Outcome> salvage(SqliteFile sqlite, QuarantineNote note) throws InterruptedException {
        try {
            Outcome outcome = outcome(sqlite, note);
            note.with(outcome).write();
            say(note, outcome);
            troubles.remove(note.file());
            pause = FIRST_PAUSE;
            return Optional.of(outcome);
        } catch (IOException | SQLException | RuntimeException e) {
            if (FaultClassifier.isInterruption(e)) {
                throw (InterruptedException) new InterruptedException("interrupted in a salvage").initCause(e);
            }
            String why = FaultClassifier.describe(e);
            if (!why.equals(troubles.put(note.file(), why))) {
                LOG.warn("The rows of {} could not be brought over: {}. It is tried again", note.file(), why, e);
            }
            notBeforeNanos = System.nanoTime() + pause.toNanos();
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            return Optional.empty();
        }
    }

    private Outcome outcome(SqliteFile sqlite, QuarantineNote note)
            throws IOException, SQLException, InterruptedException {
        SalvagePlan plan = note.plan().orElseThrow();
        try (ReadableCopy readable = ReadableCopy.of(sqlite, note.file());
                Connection damaged = sqlite.openUnchanging(readable.file())) {
            return new Salvage(damaged, turns, id -> log.isOpen(id).orElse(true), plan.mostLost(), clock)
                    .run(Progress.NONE);
        }
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
}
