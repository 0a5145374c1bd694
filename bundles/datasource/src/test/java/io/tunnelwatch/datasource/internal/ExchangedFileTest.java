package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static io.tunnelwatch.datasource.internal.Databases.insert;
import static io.tunnelwatch.datasource.internal.Databases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data source goes on with another file. */
class ExchangedFileTest {

    @TempDir
    Path directory;

    private Path file;
    private Path other;
    private DataSource pool;
    private SqliteFile files;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("alerts.db");
        other = directory.resolve("alerts.2.db");
        Databases.makeTable(file);
        Databases.makeTable(other);
        pool = Databases.pooled(Databases.transactionManager(), file);
        files = pool.unwrap(SqliteFile.class);
    }

    @AfterEach
    void close() throws Exception {
        ((AutoCloseable) pool).close();
    }

    @Test
    void thePoolHasItsFile() throws SQLException {
        assertThat(pool.isWrapperFor(SqliteFile.class)).isTrue();
        assertThat(pool.isWrapperFor(PoolStatus.class)).isTrue();
        assertThat(files.configured()).isEqualTo(file);
        assertThat(files.path()).isEqualTo(file);
    }

    @Test
    void laterConnectionsGoToTheOtherFile() throws Exception {
        try (Connection before = pool.getConnection()) {
            insert(before, 1);
        }
        files.use(other);
        assertThat(files.path()).isEqualTo(other);
        assertThat(files.configured()).isEqualTo(file);
        assertThat(Databases.status(pool).file()).contains(other);
        assertThat(Databases.status(pool).idle()).isZero();
        try (Connection after = pool.getConnection()) {
            insert(after, 2);
            insert(after, 3);
        }
        assertThat(rows(file)).isEqualTo(1);
        assertThat(rows(other)).isEqualTo(2);
        Files.delete(file); // is nothing to it any more
        try (Connection after = pool.getConnection()) {
            insert(after, 4);
        }
        Files.delete(other);
        assertThat(errorOf(other, pool::getConnection).getSQLState()).isEqualTo("08006");
    }

    @Test
    void whatIsHeldMeanwhileCommitsNothingMore() throws SQLException {
        try (Connection held = pool.getConnection()) {
            held.setAutoCommit(false);
            insert(held, 1);
            files.use(other);
            SQLException error = errorOf(file, () -> {
                held.commit();
                return null;
            });
            assertThat(error.getSQLState()).isEqualTo("08006");
            assertThat(error.getMessage())
                    .contains("no longer the file of this data source")
                    .contains("alerts.2.db");
        }
        assertThat(rows(file)).isZero();
        try (Connection after = pool.getConnection()) {
            insert(after, 2);
        }
        assertThat(rows(other)).isEqualTo(1);
    }
}
