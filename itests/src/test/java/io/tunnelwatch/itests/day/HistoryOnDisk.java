package io.tunnelwatch.itests.day;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The history's file, asked past all of our code. */
final class HistoryOnDisk {

    private final Path file;

    HistoryOnDisk(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** The first column of what it answers. */
    List<String> ask(String sql) throws SQLException {
        if (!Files.exists(file)) {
            throw new SQLException("there is no " + file); // or asking would make it
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(ask(sql).get(0));
    }

    /** Holds the write lock until it is closed. */
    Connection lock() throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
        }
        return connection;
    }

    /** A whole copy. */
    void copyTo(Path copy) throws Exception {
        Files.deleteIfExists(copy);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + copy + "'");
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
        }
        return connection;
    }
}
