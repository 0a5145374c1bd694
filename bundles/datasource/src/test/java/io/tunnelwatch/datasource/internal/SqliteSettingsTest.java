package io.tunnelwatch.datasource.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteSettingsTest {

    @TempDir
    Path directory;

    @Test
    void theDefaultsReachSqlite() throws SQLException {
        try (Connection connection =
                Databases.plain(directory.resolve("alerts.db")).getConnection()) {
            assertThat(pragma(connection, "journal_mode")).isEqualTo("truncate");
            assertThat(pragma(connection, "synchronous")).isEqualTo("2");
            assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(connection, "busy_timeout")).isEqualTo("1500");
        }
    }

    @Test
    void aPropertyCountsMoreThanTheUrl() throws SQLException {
        Properties properties = Databases.properties(
                Path.of(directory + "/alerts.db?busy_timeout=7&synchronous=extra"), "busy_timeout", "9");
        try (Connection connection =
                new SqliteDataSourceFactory().createDataSource(properties).getConnection()) {
            assertThat(pragma(connection, "busy_timeout")).isEqualTo("9");
            assertThat(pragma(connection, "synchronous")).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "journal_mode, WAL, kills the whole process",
        "journal_mode, wal, kills the whole process",
        "journal_mode, MEMORY, in a crash",
        "transaction_mode, IMMEDIATE, commit that succeeded",
        "synchronous, OFF, when the power goes",
        "busy_timeout, soon, [0-9]",
        "mmap_size, 1000000, one of busy_timeout",
        "jurnal_mode, DELETE, one of busy_timeout"
    })
    void aWrongSettingIsRefusedWithWhatIsAllowed(String name, String value, String reason) {
        assertThatThrownBy(() -> Databases.plain(directory.resolve("alerts.db"), name, value))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HY024"))
                .hasMessageContaining(name + " = '" + value + "' is refused")
                .hasMessageContaining(reason);
    }

    @Test
    void walInTheUrlIsRefusedToo() {
        assertThatThrownBy(() -> Databases.plain(Path.of(directory + "/alerts.db?journal_mode=WAL")))
                .hasMessageContaining("kills the whole process");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x?mode=memory", "jdbc:postgresql:x", "''"})
    void aUrlThatNamesNoFileIsRefused(String url) {
        Properties properties = new Properties();
        properties.setProperty("url", url);
        assertThatThrownBy(() -> SqliteSettings.of(properties)).hasMessageContaining("url = ");
    }

    @Test
    void otherKindsOfDataSourceAreRefusedWithAWayOut() {
        SqliteDataSourceFactory factory = new SqliteDataSourceFactory();
        assertThatThrownBy(() -> factory.createXADataSource(new Properties()))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("pool=dbcp2-local");
    }

    @ParameterizedTest
    @CsvSource({"pool.poolStatements, true", "pool.maxTotal, 0", "pool.maxTotal, many", "pool.maxWaitMillis, -1"})
    void aWrongSettingOfThePoolIsRefused(String name, String value) {
        assertThatThrownBy(() ->
                        Databases.pooled(Databases.transactionManager(), directory.resolve("alerts.db"), name, value))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(name + " = '" + value + "' is refused");
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            result.next();
            return result.getString(1);
        }
    }
}
