package io.tunnelwatch.datasource.internal;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Opens one checked connection to a SQLite file with each call. A file that is not there is made, empty, as SQLite
 * does; the directory is not. Each error has an SQLState and names the file.
 */
final class SqliteDataSource implements DataSource {

    private final SqliteSettings settings;
    private volatile Path current;

    SqliteDataSource(SqliteSettings settings) {
        this.settings = settings;
        this.current = settings.file();
    }

    /** The file of the settings. */
    Path configured() {
        return settings.file();
    }

    /** The file that connections are opened to. */
    Path file() {
        return current;
    }

    /** Opens connections to another file from now on; one to the file before neither commits nor is lent out again. */
    void use(Path file) {
        current = file.toAbsolutePath().normalize();
    }

    int busyTimeoutMillis() {
        return Integer.parseInt(settings.pragmas().get("busy_timeout"));
    }

    @Override
    public Connection getConnection() throws SQLException {
        Path file = current;
        checkPath(file);
        Optional<FileIdentity> before = FileIdentity.of(file);
        Connection raw = open(file);
        try {
            check(raw, file);
            FileIdentity identity = FileIdentity.of(file).orElseThrow(() -> changedWhileOpening(file));
            if (before.isPresent() && !before.get().equals(identity)) {
                throw changedWhileOpening(file);
            }
            return new SqliteConnection(raw, file, identity, this::file);
        } catch (SQLException e) {
            throw ExistingFile.closeAfter(SqlStates.describe(e, file), raw);
        }
    }

    private static void checkPath(Path file) throws SQLException {
        Path directory = file.getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw new SQLException(
                    file + ": there is no directory " + directory
                            + ". Create it, and make it writable for the user that runs Karaf",
                    SqlStates.CANNOT_OPEN);
        }
        if (Files.isDirectory(file)) {
            throw new SQLException(
                    file
                            + " is a directory where the database file should be. Move it away, or give another path in the url",
                    SqlStates.CANNOT_OPEN);
        }
    }

    private Connection open(Path file) throws SQLException {
        try {
            Properties pragmas = new Properties();
            pragmas.putAll(settings.pragmas());
            return new SQLiteConfig(pragmas).createConnection(SqliteUrls.of(file));
        } catch (SQLException e) {
            throw SqlStates.describe(e, file);
        }
    }

    /** Reads the header, because opening alone does not. */
    private static void check(Connection raw, Path file) throws SQLException {
        try (Statement statement = raw.createStatement()) {
            try (ResultSet version = statement.executeQuery("PRAGMA schema_version")) {
                version.next();
            }
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
                if (mode.next() && mode.getString(1).equalsIgnoreCase("wal")) {
                    throw new SQLException(
                            file
                                    + " is in WAL mode and could not be taken out of it, because somebody else has it open."
                                    + " Close the other program, or run: sqlite3 " + file
                                    + " 'PRAGMA journal_mode=DELETE'",
                            SqlStates.LOCKED);
                }
            }
        }
    }

    private static SQLException changedWhileOpening(Path file) {
        return new SQLException(file + " was exchanged while it was opened. Try again", SqlStates.FILE_CHANGED);
    }

    /** SQLite knows no users: the same as without. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("this data source is no " + type.getName(), SqlStates.OTHER);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("errors are thrown, nothing is logged here", "0A000");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("set busy_timeout, in milliseconds", "0A000");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging is not used", "0A000");
    }
}
