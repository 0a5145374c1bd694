package io.tunnelwatch.datasource.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.sqlite.SQLiteConfig;

/** Reads a file that nobody writes, as it lies there. Its errors have an SQLState and name the file. */
final class UnchangingConnection extends DelegatingConnection<Connection> {

    private final Path file;

    private UnchangingConnection(Connection raw, Path file) {
        super(raw);
        this.file = file;
        setCacheState(false);
    }

    static Connection open(Path file) throws SQLException {
        Connection raw = driver(file);
        try (Statement statement = raw.createStatement()) {
            // on a connection that can not write it does one thing: SQLite reads what it can of a file that was cut off
            statement.execute("PRAGMA writable_schema=on");
            return new UnchangingConnection(raw, file);
        } catch (SQLException e) {
            throw SqlStates.describe(ExistingFile.closeAfter(e, raw), file);
        }
    }

    private static Connection driver(Path file) throws SQLException {
        try {
            return new SQLiteConfig().createConnection(SqliteUrls.unchanging(file));
        } catch (SQLException e) {
            throw SqlStates.describe(e, file);
        }
    }

    @Override
    protected void handleException(SQLException e) throws SQLException {
        throw SqlStates.describe(e, file);
    }
}
