package io.tunnelwatch.datasource.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens a database that is there, whatever its mode, with the driver's own connection. It makes no file. */
final class ExistingFile {

    private ExistingFile() {}

    static Connection open(Path file, int busyTimeoutMillis) throws SQLException {
        if (!Files.isRegularFile(file)) {
            throw new SQLException(file + ": there is no such file. Look at the path", SqlStates.CANNOT_OPEN);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyTimeoutMillis);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config.createConnection(SqliteUrls.of(file));
    }

    /** The error, for the caller to throw, with what went wrong while closing. */
    static SQLException closeAfter(SQLException error, Connection raw) {
        try {
            raw.close();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
        return error;
    }

    /** An interrupt is an answer to whoever waits: the thread stays interrupted. */
    static SQLException interrupted(String what) {
        return new SQLException(what + " was interrupted, and is not done", SqlStates.INTERRUPTED);
    }
}
