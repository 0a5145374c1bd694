package io.tunnelwatch.itests.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The program {@code sqlite3} on the alert history, as people use it beside a running Karaf. */
public final class SqliteShell {

    /** A commit under way is waited for; the program itself would not wait at all. */
    private static final String PATIENCE = ".timeout 5000";

    private final Path database;

    private SqliteShell(Path database) {
        this.database = database;
    }

    /** On the history of this Karaf. */
    public static SqliteShell of(KarafProcess karaf) {
        return new SqliteShell(karaf.data("tunnelwatch/alerts.db"));
    }

    /** On the history in this file. */
    public static SqliteShell of(Path database) {
        return new SqliteShell(database);
    }

    /** The lines of a query's result; fails the test with what {@code sqlite3} said when it is an error. */
    public List<String> query(String sql) {
        try {
            Process sqlite = new ProcessBuilder("sqlite3", "-readonly", "-cmd", PATIENCE, database.toString(), sql)
                    .redirectErrorStream(true)
                    .start();
            sqlite.getOutputStream().close();
            String output = new String(sqlite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (sqlite.waitFor() != 0) {
                throw new AssertionError("sqlite3 failed on " + database + ": " + sql + "\n" + output);
            }
            return output.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("sqlite3 can not be started: run ./test, which installs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for sqlite3", e);
        }
    }

    /** The one number that a query results in. */
    public long number(String sql) {
        return Long.parseLong(String.join("", query(sql)).strip());
    }
}
