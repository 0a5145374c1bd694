package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the file when it is not as we left it, and now and then while it is in use. Runs in the workshop. */
final class FileCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

    /** Somebody may write to the file all the time: checks take a tenth of the time at most. */
    private static final int PAUSE_PER_CHECK = 10;

    /** Checks for which there is no other reason take half a percent of the time at most. */
    private static final int PAUSE_PER_ROUTINE_CHECK = 200;

    private static final long ROUTINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final GuardedDatabase database;
    private final DatabaseKeeper keeper;
    private final Writer writer;
    private long notBeforeNanos = System.nanoTime();
    private long routineNanos = System.nanoTime() + ROUTINE_NANOS;
    private Optional<Seal> passed = Optional.empty();

    FileCheck(GuardedDatabase database, DatabaseKeeper keeper, Writer writer) {
        this.database = database;
        this.keeper = keeper;
        this.writer = writer;
    }

    /**
     * Notices what others did to the file, while nobody of ours writes.
     *
     * @return whether the file is to be opened anew
     */
    boolean isChanged() throws InterruptedException {
        if (writer.isTaken()) {
            return false; // it is looked at again soon
        }
        try (Writer.Turn turn = writer.take()) {
            return keeper.isChanged();
        }
    }

    /**
     * Checks it if that is wanted, and now and then as long as it is written to: damage may come in the middle of a
     * transaction of ours, in a page that is never read.
     *
     * @return what is wrong; empty when nothing is, or when there was no reason to look
     */
    List<String> ifWanted() throws SQLException, InterruptedException {
        Optional<SqliteFile> sqlite = database.sqlite();
        long now = System.nanoTime();
        boolean due = keeper.isCheckWanted()
                ? now - notBeforeNanos >= 0
                : now - routineNanos >= 0
                        && !sqlite.flatMap(file -> Seal.of(file.path())).equals(passed);
        return sqlite.isPresent() && due ? check(sqlite.get(), 1) : List.of();
    }

    /** Checks it now; the projection waits meanwhile, because SQLite lets nobody commit while somebody reads. */
    List<String> check(SqliteFile sqlite, int maxProblems) throws SQLException, InterruptedException {
        try (Writer.Turn turn = writer.take()) {
            long begin = System.nanoTime(); // a clock that jumps must not put the next check off
            List<String> problems;
            try {
                problems = sqlite.check(sqlite.path(), maxProblems);
            } finally {
                long took = System.nanoTime() - begin;
                notBeforeNanos = System.nanoTime() + took * PAUSE_PER_CHECK;
                routineNanos = System.nanoTime() + Math.max(ROUTINE_NANOS, took * PAUSE_PER_ROUTINE_CHECK);
            }
            if (problems.isEmpty()) {
                keeper.checked();
                passed = Seal.of(sqlite.path());
                LOG.debug("{} passed its check in {}", sqlite.path(), Duration.ofNanos(System.nanoTime() - begin));
            } else {
                keeper.confirmDamage(problems.get(0));
            }
            return problems;
        }
    }
}
