package io.tunnelwatch.datasource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The file of a SQLite data source as a whole: looked at, checked, copied, exchanged. It comes from
 * {@code dataSource.unwrap(SqliteFile.class)}, and knows nothing of what the tables are for.
 *
 * <p>Nothing here takes part in a transaction, and nothing waits longer for another process than {@code busy_timeout}
 * at each step. Each {@link SQLException} has an SQLState and names the file. Safe for all threads.
 *
 * <p>Whoever exchanges the file sees to it that nobody holds a connection meanwhile ({@link PoolStatus#active()}):
 * SQLite takes the journal beside a name for that of the file it has open.
 */
@ProviderType
public interface SqliteFile {

    /** The file of the data source's {@code url}. */
    Path configured();

    /** The file that connections are opened to: {@link #configured()}, unless {@link #use} said otherwise. */
    Path path();

    /**
     * Opens connections to another file from now on, until the data source ends; throws those to the old one away. One
     * that is held meanwhile commits nothing more (SQLState 08006).
     */
    void use(Path file);

    /**
     * What lies there. Only reads, without locks: it neither makes a file, nor rolls a journal back, nor changes a
     * mode, so a file that belongs to somebody else stays as it is. What is in a journal or in a WAL does not count,
     * and while somebody writes the file, a good one can look damaged.
     *
     * @throws SQLException what lies there can not be read: 08001, 58030
     */
    Contents contents(Path file) throws SQLException;

    /**
     * Checks every page and index ({@code PRAGMA integrity_check}); rolls a journal back first, as any reader does.
     *
     * <p>The mode of the file stays. An interrupt ends it, with SQLState 57014; the thread stays interrupted.
     *
     * @param maxProblems it ends with so many, at least 1
     * @return what is wrong, in SQLite's words; empty when nothing is. Damage that keeps the file from being opened is
     *     such a problem, too
     * @throws SQLException it could not be found out: the file is locked, gone, or can not be read
     */
    List<String> check(Path file, int maxProblems) throws SQLException;

    /**
     * Copies a whole database by SQLite's online backup (<a
     * href="https://www.sqlite.org/c3ref/backup_finish.html">backup API</a>), so that what others write meanwhile is in
     * the copy entirely or not at all, and forces the copy to the disk. Others can write between its steps of 256
     * pages, which makes it begin again; after some such beginnings it takes all pages in one step, and they wait.
     *
     * <p>An interrupt ends it at its next step, with SQLState 57014, and the thread stays interrupted; the copy of a
     * file that can not be written is ended only when all is read.
     *
     * @param to must not exist, nor a journal beside it. When the copy fails, nothing is left there
     * @param progress called after each step, in the same thread. What it throws ends the copy and is thrown on
     * @throws SQLException it failed; 53100 when the disk of the copy is full, 08001 when there is such a file, 40000
     *     when the lock was not to be had
     */
    void copy(Path from, Path to, CopyProgress progress) throws SQLException;

    /**
     * A connection to a file that nobody writes, such as a damaged one that was put away: it only reads, without locks,
     * and takes no notice of a journal or WAL. Of a file that was cut off it reads what is left. Its errors have an
     * SQLState. The caller closes it.
     */
    Connection openUnchanging(Path file) throws SQLException;

    /** Hears how far a copy has come, in pages. */
    @FunctionalInterface
    interface CopyProgress {
        void at(long donePages, long totalPages);
    }

    /**
     * What lies under a name.
     *
     * @param tables names of the tables, without SQLite's own; empty unless it is a {@link Kind#DATABASE}
     * @param journal whether a rollback journal lies beside it that is not empty
     */
    record Contents(Kind kind, Set<String> tables, boolean journal) {
        public Contents {
            tables = Set.copyOf(tables);
        }
    }

    /** What can lie under a name. */
    enum Kind {
        /** Nothing; also when the directory is missing. */
        ABSENT,
        /** An empty file, or a database without tables; but not one with a WAL, where tables can lie unseen. */
        EMPTY,
        /** A database with tables, or with a WAL. */
        DATABASE,
        /** A file that is no database, or one whose header or schema is damaged. */
        NOT_A_DATABASE,
        /** Something that is not a file: a directory, a device. */
        NOT_A_FILE
    }
}
