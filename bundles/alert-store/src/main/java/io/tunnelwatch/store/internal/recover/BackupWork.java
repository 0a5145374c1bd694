package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups, when they are due and when they are asked for. Runs in the workshop; what it knows is for any thread.
 */
final class BackupWork {

    private static final Logger LOG = LoggerFactory.getLogger(BackupWork.class);
    private static final Duration FIRST_AFTER = Duration.ofMinutes(2);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private final Supplier<BackupSettings> settings;
    private final Function<SqliteFile, Path> directory;
    private final Writer writer;
    private final Runnable onDoubt;
    private final InstantSource clock;
    private Instant notBefore;
    private Optional<Backups> folder = Optional.empty();
    private Optional<Path> folderOf = Optional.empty();
    private boolean wanted;
    private volatile boolean looked;
    private volatile List<Backup> known = List.of();
    private volatile Optional<String> trouble = Optional.empty();

    /** @param onDoubt a copy could not be made or did not pass its check, so the original may be damaged */
    BackupWork(
            Supplier<BackupSettings> settings,
            Function<SqliteFile, Path> directory,
            Writer writer,
            Runnable onDoubt,
            InstantSource clock) {
        this.settings = settings;
        this.directory = directory;
        this.writer = writer;
        this.onDoubt = onDoubt;
        this.clock = clock;
        this.notBefore = clock.instant().plus(FIRST_AFTER);
    }

    /** The newest first. */
    List<Backup> known() {
        return known;
    }

    /** Why the latest attempt failed. */
    Optional<String> trouble() {
        return trouble;
    }

    /**
     * The position of the second newest backup: the newest may turn out to be damaged.
     *
     * @throws PositionUnavailableException the backups could not be looked at yet
     */
    Optional<Position> mayReturnTo() throws PositionUnavailableException {
        if (!looked) {
            throw new PositionUnavailableException("The backups can not be looked at now");
        }
        List<Backup> now = known.stream()
                .filter(backup -> !Backups.isOfTheFuture(backup.madeAt(), clock.instant()))
                .toList();
        return now.isEmpty()
                ? Optional.empty()
                : now.get(Math.min(1, now.size() - 1)).position();
    }

    /** Looks which backups there are. */
    void look(SqliteFile sqlite) {
        try {
            known = folder(sqlite).list();
            looked = true;
        } catch (IOException e) {
            looked = false;
            failed(e);
        }
    }

    /** The history has rows that neither a backup nor the log has: the next backup is due. */
    void want() {
        wanted = true;
    }

    /** Makes a backup if it is time. */
    void makeIfDue(SqliteFile sqlite) {
        Optional<Duration> every = settings.get().every();
        Instant now = clock.instant();
        if (notBefore.isAfter(now.plus(AGAIN_AFTER))) {
            notBefore = now; // the clock was ahead then
        }
        if (every.isEmpty() || now.isBefore(notBefore)) {
            return;
        }
        boolean due = known.stream()
                .filter(backup -> !Backups.isOfTheFuture(backup.madeAt(), now))
                .allMatch(backup -> !backup.madeAt().plus(every.get()).isAfter(now));
        if (due || wanted) {
            notBefore = now.plus(AGAIN_AFTER);
            try {
                make(sqlite, Optional.empty(), Progress.NONE);
            } catch (IOException | SQLException | MaintenanceFailedException e) {
                failed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes a backup now. */
    Backup make(SqliteFile sqlite, Optional<Path> file, Progress progress)
            throws IOException, SQLException, MaintenanceFailedException, InterruptedException {
        try {
            return makeUnlessDamaged(sqlite, file, progress);
        } catch (SQLException | MaintenanceFailedException e) {
            onDoubt.run();
            throw e;
        }
    }

    private Backup makeUnlessDamaged(SqliteFile sqlite, Optional<Path> file, Progress progress)
            throws IOException, SQLException, MaintenanceFailedException, InterruptedException {
        Backups backups = folder(sqlite);
        Instant now = clock.instant();
        Path target = file.isPresent() ? file.get().toAbsolutePath() : backups.nextPlace(now);
        HistoryFile content;
        Path part;
        try (Writer.Turn turn = writer.take()) { // or each write would make SQLite begin the copy anew
            content = HistoryFile.read(sqlite, sqlite.path());
            part = backups.copy(sqlite.path(), target, progress);
        }
        Backup made = backups.finish(part, target, content, now, progress);
        LOG.info("Made the backup {} of {} alerts, {} bytes", made.file(), made.alerts(), made.bytes());
        if (file.isEmpty()) {
            backups.prune(settings.get().kept(), now);
            trouble = Optional.empty();
            wanted = false;
        }
        look(sqlite);
        return made;
    }

    private Backups folder(SqliteFile sqlite) {
        Path now = directory.apply(sqlite);
        if (!folderOf.equals(Optional.of(now)) || folder.isEmpty()) {
            folder = Optional.of(new Backups(sqlite, now));
            folderOf = Optional.of(now);
        }
        return folder.get();
    }

    private void failed(Exception e) {
        String why = FaultClassifier.describe(e);
        if (!trouble.equals(Optional.of(why))) {
            LOG.error(
                    "No backup of the alert history could be made: {}. It is tried again in {} minutes",
                    why,
                    AGAIN_AFTER.toMinutes(),
                    e);
        }
        trouble = Optional.of(why);
    }
}
