package io.tunnelwatch.datasource.internal;

import io.tunnelwatch.datasource.SqliteFile.Contents;
import io.tunnelwatch.datasource.SqliteFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Looks at a file without touching it. The bytes are read by SQLite and by nothing else: closing a file that SQLite has
 * open in this process would drop SQLite's locks on it (<a
 * href="https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_">here</a>).
 */
final class FileContents {

    private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'";

    private FileContents() {}

    static Contents of(Path file) throws SQLException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean journal = size(beside(file, "-journal")) > 0;
            if (!attributes.isRegularFile()) {
                return new Contents(Kind.NOT_A_FILE, Set.of(), journal);
            }
            return attributes.size() == 0 ? new Contents(Kind.EMPTY, Set.of(), journal) : read(file, journal);
        } catch (NoSuchFileException e) {
            return new Contents(Kind.ABSENT, Set.of(), false);
        } catch (IOException e) {
            throw new SQLException(
                    file + ": what lies there can not be seen: " + e + ". Look at the permissions of its directories",
                    SqlStates.CANNOT_OPEN,
                    e);
        }
    }

    private static Contents read(Path file, boolean journal) throws SQLException, IOException {
        Set<String> tables = new HashSet<>();
        try (Connection connection = new SQLiteConfig().createConnection(SqliteUrls.unchanging(file));
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(TABLES)) {
            while (names.next()) {
                if (!names.getString(1).startsWith("sqlite_")) {
                    tables.add(names.getString(1));
                }
            }
        } catch (SQLException e) {
            SQLException error = SqlStates.describe(e, file);
            if (isDamage(error)) {
                return new Contents(Kind.NOT_A_DATABASE, Set.of(), journal);
            }
            throw error;
        }
        // tables may also lie in a WAL, which is not read here: such a file is not to be taken for an empty one
        boolean empty = tables.isEmpty() && size(beside(file, "-wal")) == 0;
        return new Contents(empty ? Kind.EMPTY : Kind.DATABASE, tables, journal);
    }

    /** SQLITE_ERROR too: with this one query it means a schema that can not be understood. */
    private static boolean isDamage(SQLException error) {
        return error.getSQLState().equals(SqlStates.CORRUPT)
                || (error.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_ERROR.code;
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
