package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        sqlite.use(beside); // its journal, if there is one, is rolled back by the name that it has
        sqlite.check(beside, 1);
        database.withNobodyInIt(() -> {
            new Quarantine(configured, clock).takeInSideFiles();
            Files.move(beside, configured, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
        QuarantineNote note = exchange(file, staged, cause, true).orElseThrow();
        return "put the damaged file away to " + note.file() + " (" + cause + "), and " + from(staged);
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
        Optional<Staged> staged = stageNewest(sqlite, file);
        if (staged.isEmpty() && SideFiles.of(file).isEmpty()) {
            return Optional.empty();
        }
        database.withNobodyInIt(() -> {
            new Quarantine(file, clock).takeInSideFiles();
            place(staged, file);
        });
        return staged.map(copy -> file + " was gone, " + from(staged));
    }

    /** Puts the file away on request, and a copy in its place. */
    Optional<QuarantineNote> replace(Path file, Staged staged, String cause) throws IOException, SQLException {
        return exchange(file, Optional.of(staged), cause, false, false);
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

    private static void place(Optional<Staged> staged, Path file) throws IOException {
        if (staged.isPresent()) {
            Files.move(staged.get().part(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Backups.force(file.getParent());
    }

    /** Copies the newest backup that is whole. */
    private Optional<Staged> stageNewest(SqliteFile sqlite, Path file) throws IOException, SQLException {
        for (Path backup : new Backups(sqlite, backupDirectory.apply(sqlite)).files()) {
            try {
                return Optional.of(stage(sqlite, backup, file));
            } catch (NotWholeException e) {
                LOG.warn("The backup {} is not restored: {}. An older one is looked for", backup, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Copies a database of the history beside the file, and checks the copy.
     *
     * @throws NotWholeException it is damaged, or not a database of the history
     */
    Staged stage(SqliteFile sqlite, Path source, Path file) throws IOException, SQLException, NotWholeException {
        if (!HistoryFile.isOurs(sqlite.contents(source))) {
            throw new NotWholeException(source + " is no database of the alert history");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        for (Path sideFile : SideFiles.of(part)) {
            Files.delete(sideFile);
        }
        try {
            sqlite.copy(source, part, (done, total) -> {});
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).equals("XX001")) {
                throw new NotWholeException(source + " is damaged: " + e.getMessage());
            }
            throw e;
        }
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
