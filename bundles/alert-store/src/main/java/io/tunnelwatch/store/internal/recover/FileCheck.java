package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the file when it is not as we left it. Runs in the workshop. */
final class FileCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

    /** Somebody may write to the file all the time: checks take a tenth of the time at most. */
    private static final int PAUSE_PER_CHECK = 10;

    private final GuardedDatabase database;
    private final DatabaseKeeper keeper;
    private final Writer writer;
    private long notBeforeNanos = System.nanoTime();

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
     * Checks it if that is wanted.
     *
     * @return what is wrong; empty when nothing is, or when there was no reason to look
     */
    List<String> ifWanted() throws SQLException, InterruptedException {
        if (!keeper.isCheckWanted()
                || System.nanoTime() - notBeforeNanos < 0
                || database.sqlite().isEmpty()) {
            return List.of();
        }
        return check(database.sqlite().get(), 1);
    }

    /** Checks it now; the projection waits meanwhile, because SQLite lets nobody commit while somebody reads. */
    List<String> check(SqliteFile sqlite, int maxProblems) throws SQLException, InterruptedException {
        try (Writer.Turn turn = writer.take()) {
            long begin = System.nanoTime(); // a clock that jumps must not put the next check off
            List<String> problems;
            try {
                problems = sqlite.check(sqlite.path(), maxProblems);
            } finally {
                notBeforeNanos = System.nanoTime() + (System.nanoTime() - begin) * PAUSE_PER_CHECK;
            }
            if (problems.isEmpty()) {
                keeper.checked();
                LOG.debug("{} passed its check in {}", sqlite.path(), Duration.ofNanos(System.nanoTime() - begin));
            } else {
                keeper.confirmDamage(problems.get(0));
            }
            return problems;
        }
    }
}
