package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.file.NewFile;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.store.internal.database.FileInUseException;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges the file: each copy is made and checked under another name first, and nobody has the database open while
 * names change. Belongs to the writer.
 */
public final class Restorer {

    private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

    private final GuardedDatabase database;
    private final Function<SqliteFile, Path> backupDirectory;
    private final LogReach log;
    private final InstantSource clock;

    /** With the writer's backoff of at most 5 s, about a minute. */
    private static final int MOST_WAITS = 15;

    /** States of errors that speak of the file that is read: it is locked, can not be opened, or its disk fails. */
    private static final Set<String> OF_THE_BACKUP = Set.of("40000", "08001", "58030");

    /** How often in a row backups could not be read. */
    private int waits;

    /** A rebuild from the log is under way: an empty file is to stay empty until it is opened. */
    private boolean beginsEmpty;

    public Restorer(
            GuardedDatabase database, Function<SqliteFile, Path> backupDirectory, LogReach log, InstantSource clock) {
        this.database = database;
        this.backupDirectory = backupDirectory;
        this.log = log;
        this.clock = clock;
    }

    /** What is opened now has its tables. */
    void done() {
        beginsEmpty = false;
    }

    /** How many damaged files were put away since then. */
    long damagedSince(Path file, Instant since) throws IOException {
        return new Quarantine(file, clock).damagedSince(since);
    }

    /** Puts away what lies beside a file that was closed in order: it can not be its journal. */
    void putJournalAway(Path file) throws IOException, SQLException {
        LOG.warn("A journal lies beside {}, which was closed in order: it is not its own, and is put away", file);
        database.withNobodyInIt(() -> new Quarantine(file, clock).takeInSideFiles());
    }

    /** Gives the file that lay beside another program's its name back. */
    void moveBack(SqliteFile sqlite, Path beside, Path configured) throws IOException, SQLException {
        Optional<Seal> before = Seal.of(configured);
        sqlite.use(beside); // its journal, if there is one, is rolled back by the name that it has
        sqlite.check(beside, 1);
        database.withNobodyInIt(() -> {
            makeWay(configured, before);
            NewFile.give(beside, configured);
            Backups.force(configured.getParent());
        });
    }

    /**
     * Puts a damaged file away, and the newest good backup in its place, if there is one.
     *
     * @return what was done, for people
     */
    String replaceDamaged(SqliteFile sqlite, Path file, String cause) throws IOException, SQLException {
        Optional<Staged> staged = stageNewest(sqlite, file);
        Optional<QuarantineNote> note = exchange(file, staged, cause, true);
        return note.map(away -> "put the damaged file away to " + away.file() + " (" + cause + "), and ")
                        .orElse("")
                + from(staged);
    }

    /**
     * Puts the newest good backup where the file is gone.
     *
     * @return what was done, for people; empty when there is no backup
     */
    Optional<String> restoreNewest(SqliteFile sqlite, Path file) throws IOException, SQLException {
        if (beginsEmpty) {
            return Optional.empty();
        }
        Optional<Seal> before = Seal.of(file);
        Optional<Staged> staged = stageNewest(sqlite, file);
        if (staged.isEmpty() && SideFiles.of(file).isEmpty()) {
            return Optional.empty();
        }
        database.withNobodyInIt(() -> {
            if (staged.isPresent()) {
                makeWay(file, before);
            } else {
                new Quarantine(file, clock).takeInSideFiles();
            }
            place(staged, file);
        });
        return staged.map(copy -> file + " was gone, " + from(staged));
    }

    /** Takes away what was found to be nothing, unless something has come there since. */
    private void makeWay(Path file, Optional<Seal> before) throws IOException {
        requireUnchanged(file, before);
        new Quarantine(file, clock).takeInSideFiles();
        Files.deleteIfExists(file);
    }

    private static void requireUnchanged(Path file, Optional<Seal> before) throws FileInUseException {
        if (!Seal.of(file).equals(before)) {
            throw new FileInUseException(file + " is another one than it was a moment ago: it is looked at anew");
        }
    }

    /** Puts the file away on request, and a copy in its place. */
    Optional<QuarantineNote> replace(Path file, Staged staged, String cause) throws IOException, SQLException {
        try {
            return exchange(file, Optional.of(staged), cause, false, false);
        } finally {
            Files.deleteIfExists(staged.part());
        }
    }

    /** Puts the file away on request, to begin with an empty one. */
    Optional<QuarantineNote> beginEmpty(Path file, String cause) throws IOException, SQLException {
        Optional<QuarantineNote> note = exchange(file, Optional.empty(), cause, false, true);
        beginsEmpty = true;
        return note;
    }

    private Optional<QuarantineNote> exchange(Path file, Optional<Staged> staged, String cause, boolean damaged)
            throws IOException, SQLException {
        return exchange(file, staged, cause, damaged, true);
    }

    private Optional<QuarantineNote> exchange(
            Path file, Optional<Staged> staged, String cause, boolean damaged, boolean salvage)
            throws IOException, SQLException {
        Optional<SalvagePlan> plan = salvage
                ? Optional.of(log.plan(
                        damaged, staged.flatMap(copy -> copy.content().position()), staged.flatMap(Staged::madeAt)))
                : Optional.empty();
        Exchanged exchanged = new Exchanged();
        database.withNobodyInIt(() -> {
            exchanged.note = new Quarantine(file, clock).takeIn(cause, plan);
            place(staged, file);
        });
        return exchanged.note;
    }

    private void place(Optional<Staged> staged, Path file) throws IOException {
        if (staged.isPresent()) {
            NewFile.give(staged.get().part(), file);
            new Quarantine(file, clock).salvageAgain(staged.get().madeAt());
        }
        Backups.force(file.getParent());
    }

    /**
     * Copies the newest backup that is whole. One that can not be read, for whatever reason, does not keep the history
     * from healing: an older one is taken; if there is none, it is waited for a little.
     */
    private Optional<Staged> stageNewest(SqliteFile sqlite, Path file) throws IOException, SQLException {
        Optional<SQLException> unreadable = Optional.empty();
        for (Path backup : backups(sqlite)) {
            try {
                Staged staged = stage(sqlite, backup, file, Progress.NONE);
                waits = 0;
                return Optional.of(staged);
            } catch (NotWholeException e) {
                LOG.warn("The backup {} is not restored: {}. An older one is looked for", backup, e.getMessage());
            } catch (SQLException e) {
                if (!OF_THE_BACKUP.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                LOG.warn("The backup {} can not be read now: {}. An older one is looked for", backup, e.getMessage());
                unreadable = Optional.of(e);
            }
        }
        if (unreadable.isPresent() && waits++ < MOST_WAITS) {
            throw unreadable.get();
        }
        waits = 0;
        return Optional.empty();
    }

    private boolean isOfTheFuture(Path backup) {
        return TimeInName.in(backup)
                .filter(madeAt -> Backups.isOfTheFuture(madeAt, clock.instant()))
                .isPresent();
    }

    private List<Path> backups(SqliteFile sqlite) throws IOException {
        try {
            List<Path> newestFirst = new Backups(sqlite, backupDirectory.apply(sqlite)).files();
            // what a wrong clock made may be old: it comes last
            return Stream.concat(
                            newestFirst.stream().filter(file -> !isOfTheFuture(file)),
                            newestFirst.stream().filter(this::isOfTheFuture))
                    .toList();
        } catch (IOException e) {
            if (waits++ < MOST_WAITS) {
                throw e;
            }
            LOG.error("The backups can not be listed ({}): the history goes on without them", e.toString());
            return List.of();
        }
    }

    /**
     * Copies a database of the history beside the file, and checks the copy.
     *
     * @throws NotWholeException it is damaged, or not a database of the history
     */
    Staged stage(SqliteFile sqlite, Path source, Path file, Progress progress)
            throws IOException, SQLException, NotWholeException {
        if (!HistoryFile.isOurs(sqlite.contents(source))) {
            throw new NotWholeException(source + " is no database of the alert history");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        for (Path sideFile : SideFiles.of(part)) {
            Files.delete(sideFile);
        }
        try {
            sqlite.copy(source, part, (done, total) -> progress.at("copying", done, total));
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).equals("XX001")) {
                throw new NotWholeException(source + " is damaged: " + e.getMessage());
            }
            throw e;
        }
        progress.at("checking", 0, 0);
        List<String> problems = sqlite.check(part, 1);
        if (problems.isEmpty()) {
            HistoryFile content = HistoryFile.read(sqlite, part);
            if (content.schemaVersion() <= Schema.VERSION) {
                return new Staged(source, part, content);
            }
            problems = List.of("its tables have version " + content.schemaVersion() + ", and this bundle knows "
                    + Schema.VERSION + ": install a newer alert-store");
        }
        Files.delete(part);
        throw new NotWholeException(source + " is not whole: " + problems.get(0));
    }

    private static String from(Optional<Staged> staged) {
        return staged.map(copy -> "restored the backup " + copy.source() + " ("
                        + copy.content().alerts() + " alerts)")
                .orElse("began an empty one");
    }

    /** A checked copy that only needs its name. */
    record Staged(Path source, Path part, HistoryFile content) {
        Optional<Instant> madeAt() {
            return TimeInName.in(source);
        }
    }

    private static final class Exchanged {
        private Optional<QuarantineNote> note = Optional.empty();
    }
}
