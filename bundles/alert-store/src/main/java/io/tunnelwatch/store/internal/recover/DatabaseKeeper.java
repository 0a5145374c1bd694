package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.SqliteFile.Contents;
import io.tunnelwatch.datasource.SqliteFile.Kind;
import io.tunnelwatch.store.internal.database.ForeignDatabaseException;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.RecoveryPostponedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a file that the history can be written to, before it is opened: restores one that is gone,
 * puts one away that is damaged, leaves one alone that is another program's. Belongs to the writer, but for the methods
 * that say otherwise.
 */
public final class DatabaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseKeeper.class);
    private static final Duration QUARANTINE_WINDOW = Duration.ofHours(1);

    /** A disk that damages each file must not be filled with them. */
    private static final int MAX_QUARANTINES_IN_WINDOW = 12;

    private final GuardedDatabase database;
    private final Restorer restorer;
    private final InstantSource clock;
    private final Damage damage;
    private Optional<Seal> left = Optional.empty();
    private Optional<Path> ours = Optional.empty();
    private volatile boolean checkWanted;

    public DatabaseKeeper(GuardedDatabase database, Restorer restorer, InstantSource clock) {
        this.database = database;
        this.restorer = restorer;
        this.clock = clock;
        this.damage = new Damage(clock);
    }

    /**
     * Makes a file ready.
     *
     * @return what was done, for people; empty when nothing was needed
     * @throws SQLException it could not be done now
     * @throws IOException it could not be done now
     */
    public List<String> prepare() throws IOException, SQLException {
        Optional<SqliteFile> found = database.sqlite();
        if (found.isEmpty()) {
            return List.of(); // no data source, which opening it says; or a server, which keeps its files itself
        }
        SqliteFile sqlite = found.get();
        List<String> done = new ArrayList<>();
        Path file = choose(sqlite, done);
        noticeChanges(sqlite, file);
        recoverFromDamage(sqlite, file, done);
        restoreIfGone(sqlite, file, done);
        return done;
    }

    /** The file opens, and its tables are up to date. */
    public void opened() {
        restorer.done();
        written();
    }

    /** Notices that somebody else wrote to the file, before our own writing covers the trace. One {@code stat}. */
    public void beforeWriting() {
        Optional<Path> file = database.file();
        if (left.isPresent() && file.isPresent() && !left.equals(Seal.of(file.get()))) {
            checkWanted = true; // which file it is, each connection looks for itself
        }
    }

    /** We wrote to the file: that is how it is left. */
    public void written() {
        left = database.file().flatMap(Seal::of);
    }

    /** Another file was put in its place on request. */
    void replaced() {
        damage.over();
        left = Optional.empty();
    }

    /** An error said that the file is damaged. Any thread. */
    public void suspectDamage(String cause) {
        damage.suspect(cause);
    }

    /** A check found damage. Any thread. */
    public void confirmDamage(String problem) {
        damage.confirm(problem, database.file().flatMap(Seal::of));
    }

    /** A check found nothing. */
    public void checked() {
        damage.over();
        checkWanted = false;
        written();
    }

    /** Asks for a check of the file. Any thread. */
    void wantCheck() {
        checkWanted = true;
    }

    /** Whether the file should be checked, because it may not be as we left it. Any thread. */
    public boolean isCheckWanted() {
        return checkWanted;
    }

    /** Whether the file is not as we left it, or one that kept ours away is gone. Does not open it. */
    public boolean isChanged() {
        Optional<SqliteFile> sqlite = database.sqlite();
        if (left.isEmpty() || sqlite.isEmpty()) {
            return false;
        }
        boolean aside = !sqlite.get().path().equals(sqlite.get().configured());
        return !Seal.of(sqlite.get().path()).equals(left) || aside && isFree(sqlite.get());
    }

    /** Whether what is opened now is the history, as far as can be told; also when it is no file. Any thread. */
    public boolean isOursThere() {
        Optional<SqliteFile> sqlite = database.sqlite();
        try {
            return sqlite.isEmpty()
                    || HistoryFile.isOurs(sqlite.get().contents(sqlite.get().path()));
        } catch (SQLException e) {
            return true; // opening it says better what is wrong
        }
    }

    private static boolean isFree(SqliteFile sqlite) {
        try {
            return !isForeign(sqlite.contents(sqlite.configured()));
        } catch (SQLException e) {
            return false;
        }
    }

    /** Notes beside the file how it is left, so that the next start knows whether it is still so. */
    public void close() {
        database.file().ifPresent(file -> {
            if (left.isPresent() && left.equals(Seal.of(file))) {
                try {
                    left.get().keep(file);
                } catch (IOException e) {
                    LOG.debug("How {} is left could not be noted; it will be checked at the next start", file, e);
                }
            }
        });
    }

    /** Chooses the configured file; or one beside it as long as that is another program's. */
    private Path choose(SqliteFile sqlite, List<String> done) throws IOException, SQLException {
        Path configured = sqlite.configured();
        Path beside = configured.resolveSibling("tunnelwatch-" + configured.getFileName());
        Contents contents = sqlite.contents(configured);
        Path chosen = configured;
        if (isForeign(contents)) {
            if (isForeign(sqlite.contents(beside))) {
                throw new ForeignDatabaseException(
                        configured + " and " + beside + " both belong to other programs: configure another file");
            }
            chosen = beside;
        } else if (isNothing(contents) && HistoryFile.isOurs(sqlite.contents(beside))) {
            restorer.moveBack(sqlite, beside, configured);
            done.add("took " + beside + " back to " + configured);
        }
        if (!sqlite.path().equals(chosen)) {
            sqlite.use(chosen);
            database.pool().ifPresent(PoolStatus::evict);
        }
        if (!chosen.equals(configured) && !ours.equals(Optional.of(chosen))) {
            String said = configured + " belongs to another program (tables "
                    + contents.tables().stream().sorted().limit(5).toList() + ") and is left alone; the history is in "
                    + chosen + " until that file is moved away";
            LOG.warn("{}", said);
            done.add(said);
        }
        ours = Optional.of(chosen);
        return chosen;
    }

    /** Throws connections away whose pages may be old, and asks for a check, when somebody else wrote to the file. */
    private void noticeChanges(SqliteFile sqlite, Path file) throws IOException, SQLException {
        Contents contents = sqlite.contents(file);
        Optional<Seal> now = Seal.of(file);
        if (!HistoryFile.isOurs(contents) || now.isEmpty()) {
            return;
        }
        boolean first = left.isEmpty();
        boolean asLeft = (first ? Seal.kept(file) : left).equals(now);
        if (first && asLeft && contents.journal()) {
            restorer.putJournalAway(file);
        }
        if (!asLeft) {
            database.pool().ifPresent(PoolStatus::evict);
            checkWanted = true;
        }
    }

    private void recoverFromDamage(SqliteFile sqlite, Path file, List<String> done) throws IOException, SQLException {
        Optional<Seal> now = Seal.of(file);
        if (now.isEmpty()) {
            damage.over(); // somebody took it away
            return;
        }
        damage.doubtUnless(now.get());
        if (sqlite.contents(file).kind() == Kind.NOT_A_DATABASE) {
            damage.suspect(file + " is no database any more: its header or its schema is damaged");
        }
        if (damage.suspicion().isPresent()) {
            List<String> problems = Files.exists(file) ? sqlite.check(file, 1) : List.of();
            if (problems.isEmpty()) {
                LOG.info("{} passed its check after an error that spoke of damage", file);
                damage.refute();
            } else {
                damage.confirm(problems.get(0), Seal.of(file));
            }
        }
        Optional<String> cause = damage.certain();
        if (cause.isPresent()) {
            if (restorer.damagedSince(file, clock.instant().minus(QUARANTINE_WINDOW)) >= MAX_QUARANTINES_IN_WINDOW) {
                throw new RecoveryPostponedException(
                        file + " was damaged " + MAX_QUARANTINES_IN_WINDOW + " times within an hour, now: "
                                + cause.get() + ". Is its disk, or the machine's memory, broken?");
            }
            done.add(restorer.replaceDamaged(sqlite, file, cause.get()));
            damage.over();
            left = Optional.empty();
            checkWanted = false;
        }
    }

    private void restoreIfGone(SqliteFile sqlite, Path file, List<String> done) throws IOException, SQLException {
        if (isNothing(sqlite.contents(file)) && Files.isDirectory(file.getParent())) {
            restorer.restoreNewest(sqlite, file).ifPresent(done::add);
        }
    }

    private static boolean isNothing(Contents contents) {
        return contents.kind() == Kind.ABSENT || contents.kind() == Kind.EMPTY;
    }

    private static boolean isForeign(Contents contents) {
        return contents.kind() == Kind.DATABASE && !HistoryFile.isOurs(contents);
    }
}
