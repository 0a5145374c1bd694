package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.TakingTurns;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.health.Fault;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.retain.Retention;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to the database as a whole, besides reading and projecting: it is looked at and checked, backups are
 * made, rows are brought over from damaged files; and what operators ask for. All of it in one thread.
 */
public final class Upkeep implements HistoryMaintenance, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long LOOK_EVERY_SECONDS = 2;
    private static final int PROBLEMS_SHOWN = 100;

    private final GuardedDatabase database;
    private final Writer writer;
    private final HealthMonitor health;
    private final Restorer restorer;
    private final DatabaseKeeper keeper;
    private final FileCheck check;
    private final BackupWork backups;
    private final SalvageWork salvage;
    private final Retention retention;
    private final ImportWork imports;
    private final Workshop workshop = new Workshop();
    private boolean wasThere = true;
    private volatile Runnable beginAnew = () -> {};
    private volatile Supplier<Optional<Position>> taken = Optional::empty;

    public Upkeep(
            GuardedDatabase database,
            Writer writer,
            HealthMonitor health,
            LogReach log,
            Supplier<BackupSettings> settings,
            Supplier<RetentionSettings> kept,
            InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.health = health;
        Function<SqliteFile, Path> directory = sqlite -> settings.get().directoryFor(sqlite.configured());
        this.restorer = new Restorer(database, directory, log, clock);
        this.keeper = new DatabaseKeeper(database, restorer, clock);
        this.check = new FileCheck(database, keeper, writer);
        this.backups = new BackupWork(settings, directory, writer, keeper::wantCheck, clock);
        this.salvage = new SalvageWork(new TakingTurns(database, writer, () -> {}, keeper::written), log, clock);
        Transactions inTurn = new TakingTurns(database, writer, keeper::beforeWriting, keeper::written);
        this.retention = new Retention(kept, inTurn, clock, System::nanoTime, LockSupport::parkNanos);
        this.imports = new ImportWork(database, inTurn, health, clock);
    }

    /** What the writer asks before it opens the database. */
    public DatabaseKeeper keeper() {
        return keeper;
    }

    /** The position of the backup that the history may fall back to. */
    public Optional<Position> mayReturnTo() throws PositionUnavailableException {
        return backups.mayReturnTo();
    }

    /** Why the latest backup failed. */
    public Optional<String> backupTrouble() {
        return backups.trouble();
    }

    /** What of the history is kept, and what went. */
    public StoreStatus.Retention retention() {
        return retention.status();
    }

    /**
     * Begins.
     *
     * @param openAnew makes the writer open the database anew
     * @param position up to where the history holds the log
     */
    public void start(Runnable openAnew, Supplier<Optional<Position>> position) {
        beginAnew = openAnew;
        taken = position;
        workshop.repeat(LOOK_EVERY_SECONDS, this::look);
    }

    private void look() {
        boolean there = database.areThere();
        if (there && !wasThere) {
            beginAnew.run(); // rather than when the next attempt is due
        }
        wasThere = there;
        Optional<SqliteFile> present = database.sqlite();
        if (present.isEmpty()) {
            return;
        }
        SqliteFile sqlite = present.get();
        try {
            backups.look(sqlite);
            salvage.look(sqlite);
            if (!health.health().isAvailable()) {
                return; // the writer sees to it, with backoff: to begin anew would interrupt it
            }
            if (check.isChanged()) {
                beginAnew.run();
            }
            List<String> problems = check.ifWanted();
            if (!problems.isEmpty()) {
                isDamaged(sqlite, problems);
            } else {
                if (salvage.doNext(sqlite, taken.get())) {
                    backups.want();
                }
                backups.makeIfDue(sqlite);
                if (!salvage.isExpected()) {
                    retention.work();
                }
            }
        } catch (IOException | SQLException | RuntimeException e) {
            Fault fault = FaultClassifier.classify(e, database.file());
            LOG.debug("The upkeep of the database was put off: {}", fault.cause(), e);
            if (fault.state() == StoreHealth.State.CORRUPT) {
                keeper.wantCheck();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Backup> backups() {
        return backups.known();
    }

    @Override
    public List<Quarantined> quarantine() {
        return salvage.known();
    }

    @Override
    public Backup backup(Optional<Path> file, Progress progress) throws MaintenanceFailedException {
        return call(progress, () -> backups.make(sqlite(), file, progress));
    }

    @Override
    public Optional<Quarantined> restore(Path file, Progress progress) throws MaintenanceFailedException {
        return call(progress, () -> {
            SqliteFile sqlite = sqlite();
            try (Writer.Turn turn = writer.take()) {
                Restorer.Staged staged = restorer.stage(sqlite, file.toAbsolutePath(), sqlite.path(), progress);
                progress.at("putting it in its place", 0, 0);
                return replaced(
                        restorer.replace(sqlite.path(), staged, "replaced by alert:restore of " + file), sqlite);
            } catch (NotWholeException e) {
                throw new MaintenanceFailedException(e.getMessage(), e);
            }
        });
    }

    @Override
    public Optional<Quarantined> rebuild(Progress progress) throws MaintenanceFailedException {
        return call(progress, () -> {
            SqliteFile sqlite = sqlite();
            try (Writer.Turn turn = writer.take()) {
                progress.at("putting the old one away", 0, 0);
                return replaced(restorer.beginEmpty(sqlite.path(), "replaced by alert:rebuild"), sqlite);
            }
        });
    }

    @Override
    public List<String> check(Progress progress) throws MaintenanceFailedException {
        return call(progress, () -> {
            progress.at("checking", 0, 0);
            SqliteFile sqlite = sqlite();
            List<String> problems = check.check(sqlite, PROBLEMS_SHOWN);
            if (!problems.isEmpty()) {
                isDamaged(sqlite, problems);
            }
            return problems;
        });
    }

    @Override
    public ImportResult importAlerts(ImportRequest request, Progress progress) throws MaintenanceFailedException {
        return call(progress, () -> {
            try {
                return imports.run(sqlite(), request, progress);
            } finally {
                if (!request.dryRun()) {
                    backups.want(); // no log has what was imported, also by an import that was ended in the middle
                }
            }
        });
    }

    private <R> R call(Progress progress, Workshop.Work<R> work) throws MaintenanceFailedException {
        progress.at("waiting for other work on the database", 0, 0);
        return workshop.call(work);
    }

    private void isDamaged(SqliteFile sqlite, List<String> problems) {
        health.failed(FaultClassifier.damaged(sqlite.path(), problems.get(0)));
        beginAnew.run();
    }

    private Optional<Quarantined> replaced(Optional<QuarantineNote> note, SqliteFile sqlite) throws IOException {
        keeper.replaced();
        beginAnew.run();
        salvage.look(sqlite);
        return note.map(moved -> moved.quarantined(Optional.empty()));
    }

    private SqliteFile sqlite() throws MaintenanceFailedException {
        return database.sqlite()
                .orElseThrow(
                        () -> new MaintenanceFailedException(
                                "There is no SQLite data source named tunnelwatch: see etc/org.ops4j.datasource-tunnelwatch.cfg"));
    }

    /** Ends work that runs, and notes how the file is left. The writer has ended before. */
    @Override
    public void close() {
        workshop.close();
        keeper.close();
    }
}
