package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.database.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a database of the history holds, read past JPA from a file that nobody writes.
 *
 * @param schemaVersion of its tables
 * @param position up to where it holds the log
 */
record HistoryFile(int schemaVersion, long alerts, long events, Optional<Position> position) {

    /** Whether this is a database of the history, of whatever version. */
    static boolean isOurs(SqliteFile.Contents contents) {
        return contents.kind() == SqliteFile.Kind.DATABASE && Schema.isOurs(contents.tables());
    }

    /** Reads it. */
    static HistoryFile read(SqliteFile sqlite, Path file) throws SQLException {
        try (Connection connection = sqlite.openUnchanging(file)) {
            return new HistoryFile(
                    (int) number(connection, "SELECT MAX(version) FROM schema_version"),
                    number(connection, "SELECT COUNT(*) FROM alert"),
                    number(connection, "SELECT COUNT(*) FROM alert_event"),
                    position(connection));
        }
    }

    private static Optional<Position> position(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT epoch, sequence FROM log_position WHERE consumer = ?")) {
            query.setString(1, AlertHistory.CONSUMER_ID);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && !row.getString(1).isEmpty()
                        ? Optional.of(new Position(UUID.fromString(row.getString(1)), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
