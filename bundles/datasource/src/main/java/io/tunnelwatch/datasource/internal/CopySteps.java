package io.tunnelwatch.datasource.internal;

import io.tunnelwatch.datasource.SqliteFile.CopyProgress;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.core.DB;

/**
 * Hears of each step of a backup, and can end it. The driver's loop has no way to be told so, and must not see an
 * exception; but a backup finds its original busy when the connection it reads through begins to write (<a
 * href="https://www.sqlite.org/c3ref/backup_finish.html">sqlite3_backup_step</a>), and then the loop ends. A file that
 * can not be written can not be made busy so: its backup runs to its end, and then what would have ended it is said.
 */
final class CopySteps implements DB.ProgressObserver {

    private static final Logger LOG = LoggerFactory.getLogger(CopySteps.class);
    private static final int MOST_BEGINNINGS = 4;

    private final CopyProgress progress;
    private final Statement original;
    private Optional<RuntimeException> thrown = Optional.empty();
    private boolean interrupted;
    private boolean ended;
    private long done;
    private int beginnings;

    /** @param original a statement on the connection that the backup reads through */
    CopySteps(CopyProgress progress, Statement original) {
        this.progress = progress;
        this.original = original;
    }

    @Override
    public void progress(int remainingPages, int totalPages) {
        if (!isUnwanted()) {
            hear((long) totalPages - remainingPages, totalPages);
        }
        if (remainingPages > 0 && (isUnwanted() || beginnings > MOST_BEGINNINGS)) {
            makeBusy();
        }
    }

    private void hear(long now, long total) {
        if (now <= done) { // somebody has written: SQLite began from the first page
            beginnings++;
        }
        done = now;
        try {
            progress.at(now, total);
        } catch (RuntimeException e) {
            thrown = Optional.of(e);
        }
        interrupted = Thread.currentThread().isInterrupted();
    }

    private boolean isUnwanted() {
        return thrown.isPresent() || interrupted;
    }

    private void makeBusy() {
        try {
            original.execute("BEGIN IMMEDIATE");
            ended = true;
        } catch (SQLException e) {
            LOG.debug("A backup could not be ended at this step, the next one tries again", e);
        }
    }

    /** Whether it was ended because it began again and again; it can be begun once more. */
    boolean endBeginningAgain() throws SQLException {
        if (ended) {
            original.execute("ROLLBACK");
        }
        boolean again = ended && !isUnwanted();
        ended = false;
        return again;
    }

    void throwWhatEndedIt(String what) throws SQLException {
        if (thrown.isPresent()) {
            throw thrown.get();
        }
        if (interrupted) {
            throw ExistingFile.interrupted(what);
        }
    }
}
