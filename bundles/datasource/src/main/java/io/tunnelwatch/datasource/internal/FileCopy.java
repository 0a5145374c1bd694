package io.tunnelwatch.datasource.internal;

import io.tunnelwatch.datasource.SqliteFile.CopyProgress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** Copies a database by SQLite's online backup to a file that it makes. What it made it takes away when it fails. */
final class FileCopy {

    /** A writer waits for one step at most; each costs a lock and a look at the header. */
    private static final int PAGES_PER_STEP = 256;

    private static final int ALL_PAGES = -1;

    private final Path from;
    private final Path to;
    private final CopyProgress progress;
    private final int busyTimeoutMillis;

    FileCopy(Path from, Path to, CopyProgress progress, int busyTimeoutMillis) {
        this.from = from;
        this.to = to.toAbsolutePath();
        this.progress = progress;
        this.busyTimeoutMillis = busyTimeoutMillis;
    }

    void run() throws SQLException {
        boolean done = false;
        make();
        try {
            copy();
            force();
            done = true;
        } finally {
            if (!done) {
                delete();
            }
        }
    }

    /** Makes the file itself, so that it is nobody else's. */
    private void make() throws SQLException {
        try {
            for (String suffix : List.of("-journal", "-wal")) {
                Path beside = FileContents.beside(to, suffix);
                if (Files.exists(beside)) { // SQLite would take it for that of the copy
                    throw new FileAlreadyExistsException(beside.toString());
                }
            }
            Files.createFile(to);
        } catch (FileAlreadyExistsException e) {
            throw failed(e.getFile() + " exists already. Give the copy another name", SqlStates.CANNOT_OPEN, e);
        } catch (IOException e) {
            throw failed("it can not be made: " + e, SqlStates.ofDisk(e, SqlStates.CANNOT_OPEN), e);
        }
    }

    private void copy() throws SQLException {
        try (Connection connection = ExistingFile.open(from, busyTimeoutMillis);
                Statement statement = connection.createStatement()) {
            // what is wrong with the original is told better by a query than by the backup
            try (ResultSet version = statement.executeQuery("PRAGMA schema_version")) {
                version.next();
            }
            CopySteps steps = new CopySteps(progress, statement);
            int result = copy(connection, steps, PAGES_PER_STEP);
            if (steps.endBeginningAgain()) {
                // somebody writes all the time: let him wait once, instead of never coming to an end
                result = copy(connection, steps, ALL_PAGES);
            }
            steps.throwWhatEndedIt(description());
            if (result != 0) {
                throw SqlStates.describe(DB.newSQLException(result, "the copy was not finished"), description());
            }
        } catch (SQLException e) {
            throw SqlStates.describe(e, from);
        }
    }

    /** One attempt. Its one limit to waiting is the connection's {@code busy_timeout}, at each step. */
    private int copy(Connection connection, CopySteps steps, int pages) throws SQLException {
        DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
        return database.backup("main", to.toString(), steps, 1, 0, pages);
    }

    /** SQLite has forced the pages; the name is what it does not force. */
    private void force() throws SQLException {
        if (Thread.currentThread().isInterrupted()) { // a channel would be closed by that
            throw ExistingFile.interrupted(description());
        }
        try (FileChannel file = FileChannel.open(to, StandardOpenOption.WRITE);
                FileChannel directory = FileChannel.open(to.getParent(), StandardOpenOption.READ)) {
            file.force(true);
            directory.force(true);
        } catch (IOException e) {
            throw failed("it can not be forced to the disk: " + e, SqlStates.ofDisk(e, SqlStates.IO_ERROR), e);
        }
    }

    private void delete() throws SQLException {
        try {
            Files.deleteIfExists(to);
            Files.deleteIfExists(FileContents.beside(to, "-journal"));
        } catch (IOException e) {
            throw failed("what is left of it can not be deleted: " + e + ". Delete it", SqlStates.IO_ERROR, e);
        }
    }

    private SQLException failed(String why, String state, IOException cause) {
        return new SQLException(description() + ": " + why, state, cause);
    }

    private String description() {
        return "the copy of " + from + " to " + to;
    }
}
