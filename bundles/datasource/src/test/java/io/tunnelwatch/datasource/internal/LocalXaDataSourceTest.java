package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.count;
import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static io.tunnelwatch.datasource.internal.Databases.insert;
import static io.tunnelwatch.datasource.internal.Databases.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.datasource.PoolStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool gets well by itself and loses no connection. */
class LocalXaDataSourceTest {

    @TempDir
    Path directory;

    private Path file;
    private final TransactionManager transactions = Databases.transactionManager();
    private DataSource pool;
    private PoolStatus status;

    @BeforeEach
    void open() throws SQLException {
        file = directory.resolve("alerts.db");
        Databases.makeTable(file);
        use("pool.maxTotal", "4", "pool.maxWaitMillis", "100");
    }

    private void use(String... settings) throws SQLException {
        pool = Databases.pooled(transactions, file, settings);
        status = Databases.status(pool);
    }

    @AfterEach
    void close() throws Exception {
        ((AutoCloseable) pool).close();
    }

    @Test
    void aThousandFailingCallsLeakNothing() throws Exception {
        write(1);
        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(() -> write(1)).isInstanceOf(SQLException.class);
        }
        assertThat(status.active()).isZero();
        assertThat(status.idle()).isEqualTo(1);
        assertThat(rows(file)).isEqualTo(1);
    }

    @Test
    void aThousandCallsWithAPoisonedFileLeakNothing() throws Exception {
        long before = openDescriptors();
        Databases.immutable(file, true);
        try {
            for (int i = 0; i < 1000; i++) {
                assertThatThrownBy(() -> write(1)).isInstanceOf(SQLException.class);
            }
        } finally {
            Databases.immutable(file, false);
        }
        assertThat(status.active()).isZero();
        assertThat(openDescriptors()).isLessThanOrEqualTo(before + 4);
        write(1);
        assertThat(rows(file)).isEqualTo(1);
    }

    private long openDescriptors() throws Exception {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    @Test
    void anEmptyPoolSaysWhatToDo() throws SQLException {
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < status.max(); i++) {
            held.add(pool.getConnection());
        }
        SQLException error = errorOf(file, pool::getConnection);
        assertThat(error.getSQLState()).isEqualTo("53300");
        assertThat(error.getMessage()).contains("all 4 are in use").contains("pool.maxTotal");
        for (Connection connection : held) {
            connection.close();
        }
        pool.getConnection().close();
        assertThat(status.active()).isZero();
    }

    @Test
    void aConnectionThatNobodyGivesBackIsTakenBackAndClosed() throws Exception {
        use("pool.maxTotal", "2", "pool.maxWaitMillis", "100", "pool.removeAbandonedTimeoutSeconds", "1");
        List<Connection> leaked = List.of(pool.getConnection(), pool.getConnection());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (Connection connection = pool.getConnection()) {
                return count(connection) == 0;
            } catch (SQLException e) {
                return false;
            }
        });
        assertThat(leaked).allSatisfy(connection -> assertThatThrownBy(connection::createStatement)
                .isInstanceOf(SQLException.class));
    }

    /** Borrowing takes nothing back as long as there are others: but nobody may keep a file from being exchanged. */
    @Test
    void oneConnectionThatNobodyGivesBackIsTakenBackByAnEviction() throws Exception {
        use("pool.removeAbandonedTimeoutSeconds", "1");
        Connection leaked = pool.getConnection();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            Databases.status(pool).evict();
            return Databases.status(pool).active() == 0;
        });
        assertThatThrownBy(leaked::createStatement).isInstanceOf(SQLException.class);
    }

    @Test
    void aFileThatCouldNotBeWrittenIsWrittenAgainWithNothingRestarted() throws Exception {
        Databases.immutable(file, true);
        try {
            pool.getConnection().close();
            assertThatThrownBy(() -> write(1))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        } finally {
            Databases.immutable(file, false);
        }
        write(1);
        assertThat(rows(file)).isEqualTo(1);
    }

    @Test
    void aMovedFileIsSaidOnceAndThenTheOneThatIsThereIsUsed() throws Exception {
        write(1);
        Path elsewhere = Files.move(file, directory.resolve("elsewhere.db"));
        SQLException error = errorOf(file, pool::getConnection);
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat(status.active()).isZero();
        Files.move(elsewhere, file);
        write(2);
        assertThat(rows(file)).isEqualTo(2);
    }

    @Test
    void aReplacedFileIsSaidOnceAndThenTheNewOneIsUsed() throws Exception {
        Path older = Files.copy(file, directory.resolve("older.db"));
        write(1);
        Files.move(older, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(errorOf(file, () -> {
                            write(2);
                            return null;
                        })
                        .getSQLState())
                .isEqualTo("08006");
        write(3);
        assertThat(rows(file)).isEqualTo(1);
    }

    @Test
    void aCorruptFileThatIsExchangedForAGoodOneIsUsed() throws Exception {
        Path good = Files.copy(file, directory.resolve("good.db"));
        ((AutoCloseable) pool).close();
        Files.writeString(file, "this is no database, but it is long enough to look like one ".repeat(100));
        use("pool.maxTotal", "4", "pool.maxWaitMillis", "100");
        assertThat(errorOf(file, pool::getConnection).getSQLState()).isEqualTo("XX001");
        Files.move(good, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        write(1);
        assertThat(rows(file)).isEqualTo(1);
    }

    @Test
    void aMissingDirectoryThatIsMadeLaterIsUsed() throws Exception {
        Path later = directory.resolve("later");
        file = later.resolve("alerts.db");
        use();
        assertThat(errorOf(file, pool::getConnection).getSQLState()).isEqualTo("08001");
        Files.createDirectory(later);
        Databases.makeTable(file);
        write(1);
    }

    @Test
    void anErrorThatPoisonsEvictsTheOthersTooWhenTheyComeBack() throws Exception {
        Connection held = pool.getConnection();
        pool.getConnection().close();
        status.evict();
        assertThat(status.idle()).isZero();
        held.close();
        assertThat(status.idle()).isZero();
        assertThat(status.active()).isZero();
        assertThat(status.file()).contains(file);
    }

    @Test
    void anErrorOfOneStatementThatPoisonsEndsTheWholePool() throws Exception {
        Databases.immutable(file, true);
        try {
            Connection idle = pool.getConnection();
            Connection poisoned = pool.getConnection();
            Connection held = pool.getConnection();
            idle.close();
            assertThat(status.idle()).isEqualTo(1);

            SQLException error = errorOf(file, () -> {
                insert(poisoned, 1);
                return null;
            });

            assertThat(error.getSQLState()).isEqualTo("25006");
            assertThat(status.idle()).isZero();
            held.close();
            assertThat(status.idle()).isZero();
            poisoned.close();
            assertThat(status.idle()).isZero();
            assertThat(status.active()).isZero();
        } finally {
            Databases.immutable(file, false);
        }
    }

    @Test
    void aPoolThatIsClosedLendsNothingAndClosesWhatComesBack() throws Exception {
        Connection held = pool.getConnection();
        Connection inner = held.unwrap(SqliteConnection.class);
        ((AutoCloseable) pool).close();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
        held.close();
        assertThat(inner.isClosed()).isTrue();
    }

    private void write(int id) throws Exception {
        transactions.begin();
        boolean done = false;
        try {
            try (Connection connection = pool.getConnection()) {
                insert(connection, id);
            }
            done = true;
        } finally {
            if (done) {
                transactions.commit();
            } else {
                transactions.rollback();
            }
        }
    }
}
