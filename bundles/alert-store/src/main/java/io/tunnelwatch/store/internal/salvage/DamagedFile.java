package io.tunnelwatch.store.internal.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a connection tells of its file. */
final class DamagedFile {

    private DamagedFile() {}

    /** The file's name, without its directory: that one may have moved. */
    static String name(Connection connection) throws SQLException {
        return path(connection).getFileName().toString();
    }

    /** The file's size. */
    static long bytes(Connection connection) throws SQLException {
        Path file = path(connection);
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SQLException("The size of " + file + " can not be asked: " + e, "58030", e);
        }
    }

    private static Path path(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("PRAGMA database_list");
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                if ("main".equals(found.getString("name"))) {
                    return Path.of(found.getString("file"));
                }
            }
        }
        throw new SQLException("The connection has no file");
    }
}
