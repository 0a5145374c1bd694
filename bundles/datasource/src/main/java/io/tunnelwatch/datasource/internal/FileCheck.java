package io.tunnelwatch.datasource.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.ProgressHandler;

/** Lets SQLite check a whole file. */
final class FileCheck {

    /** Asks for an interrupt so often: some microseconds of SQLite's work. */
    private static final int STEPS = 1000;

    private FileCheck() {}

    static List<String> run(Path file, int maxProblems, int busyTimeoutMillis) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (Connection connection = ExistingFile.open(file, busyTimeoutMillis);
                Statement statement = connection.createStatement()) {
            ProgressHandler.setHandler(connection, STEPS, new UntilInterrupted());
            try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + Math.max(1, maxProblems) + ")")) {
                while (rows.next()) {
                    problems.add(oneLine(rows.getString(1)));
                }
            } finally {
                ProgressHandler.clearHandler(connection);
            }
        } catch (SQLException e) {
            SQLException error = SqlStates.describe(e, file);
            if (error.getSQLState().equals(SqlStates.CORRUPT)) {
                problems.add(e.getMessage());
            } else {
                throw error;
            }
        }
        // it may also have ended by itself, cut short, and say ok
        if (Thread.currentThread().isInterrupted()) {
            throw ExistingFile.interrupted(file + ": the check");
        }
        return problems.equals(List.of("ok")) ? List.of() : List.copyOf(problems);
    }

    /** SQLite begins with a headline for each database, and may tell several things in a row. */
    private static String oneLine(String problem) {
        return problem.replaceFirst("^\\*\\*\\* in database main \\*\\*\\*\n", "")
                .replace("\n", "; ");
    }

    private static final class UntilInterrupted extends ProgressHandler {

        @Override
        protected int progress() {
            return Thread.currentThread().isInterrupted() ? 1 : 0;
        }
    }
}
