package io.tunnelwatch.datasource.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.apache.geronimo.transaction.manager.TransactionManagerImpl;
import org.assertj.core.api.Assertions;
import org.osgi.service.jdbc.DataSourceFactory;

/** What the tests share: our data sources over a file, and a look at the file that goes past them. */
final class Databases {

    private Databases() {}

    static Properties properties(Path file, String... pairs) {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:sqlite:" + file);
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    static DataSource plain(Path file, String... pairs) throws SQLException {
        return new SqliteDataSourceFactory().createDataSource(properties(file, pairs));
    }

    static DataSource pooled(TransactionManager transactions, Path file, String... pairs) throws SQLException {
        Properties properties = properties(file, pairs);
        // as pax-jdbc hands them on
        properties.setProperty("pool", "dbcp2-local");
        properties.setProperty("xa", "true");
        return new LocalXaPooledDataSourceFactory(transactions).create(new SqliteDataSourceFactory(), properties);
    }

    static PoolStatus status(DataSource pool) throws SQLException {
        return pool.unwrap(PoolStatus.class);
    }

    /** The file of a data source; it waits 50 ms for a lock. */
    static SqliteFile files(Path file) throws SQLException {
        return pooled(transactionManager(), file, "busy_timeout", "50").unwrap(SqliteFile.class);
    }

    /** Makes a table {@code big} of so many rows, about eight to a page. */
    static void fill(Path file, int rows) throws SQLException {
        direct(
                file,
                "CREATE TABLE big (id INTEGER PRIMARY KEY, text TEXT)",
                "INSERT INTO big WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + rows
                        + ") SELECT i, hex(randomblob(240)) FROM n");
    }

    static TransactionManager transactionManager() {
        try {
            return new TransactionManagerImpl();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A table {@code t} with a key, through the bare driver. */
    static void makeTable(Path file) throws SQLException {
        direct(file, "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    }

    static void direct(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static int rows(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return count(connection);
        }
    }

    static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
            result.next();
            return result.getInt(1);
        }
    }

    static void insert(Connection connection, int id) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
            statement.setInt(1, id);
            statement.setString(2, "row");
            statement.executeUpdate();
        }
    }

    /**
     * The error of a call that must fail, with the promise that all of them keep: a state, and the file in the text.
     */
    static SQLException errorOf(Path file, Callable<?> call) {
        Throwable error = Assertions.catchThrowable(call::call);
        assertThat(error).isInstanceOf(SQLException.class);
        assertThat(((SQLException) error).getSQLState()).isNotNull();
        assertThat(error.getMessage()).contains(file.getFileName().toString());
        return (SQLException) error;
    }

    /** Makes a path immutable, which holds for root too. */
    static void immutable(Path path, boolean on) throws IOException, InterruptedException {
        Process chattr;
        try {
            chattr = new ProcessBuilder("chattr", on ? "+i" : "-i", path.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError("this test needs chattr: install the package e2fsprogs", e);
        }
        String output = new String(chattr.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(chattr.waitFor())
                .as(
                        "chattr must work, which it does for root on ext4, xfs or btrfs (set java.io.tmpdir to one): %s",
                        output)
                .isZero();
    }
}
