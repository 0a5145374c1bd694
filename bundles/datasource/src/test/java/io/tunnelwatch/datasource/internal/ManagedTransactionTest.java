package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.insert;
import static io.tunnelwatch.datasource.internal.Databases.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import javax.transaction.RollbackException;
import javax.transaction.TransactionManager;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A managed transaction is kept as a whole or not at all: the real pool, the real driver, a real transaction manager.
 */
class ManagedTransactionTest {

    @TempDir
    Path directory;

    private Path file;
    private final TransactionManager transactions = Databases.transactionManager();
    private DataSource pool;

    @BeforeEach
    void open() throws SQLException {
        file = directory.resolve("alerts.db");
        Databases.makeTable(file);
        pool = Databases.pooled(transactions, file, "busy_timeout", "200");
    }

    @Test
    void aTransactionThatFailsInItsMiddleLeavesNoRow() throws Exception {
        assertThatThrownBy(() -> insertTwiceTheSame(pool)).isInstanceOf(SQLException.class);
        assertThat(rows(file)).isZero();
    }

    /** The red that the test above would show: this is what a stock pool does, and why there is one of our own. */
    @Test
    void aStockPoolLeavesTheFirstRowOfAFailedTransactionBehind() throws Exception {
        try (BasicDataSource stock = new BasicDataSource()) {
            stock.setUrl("jdbc:sqlite:" + file);
            assertThatThrownBy(() -> insertTwiceTheSame(stock)).isInstanceOf(SQLException.class);
        }
        assertThat(rows(file)).isEqualTo(1);
    }

    /** Each statement on a connection of its own, as JPA does it. */
    private void insertTwiceTheSame(DataSource source) throws Exception {
        transactions.begin();
        try {
            for (int i = 0; i < 2; i++) {
                try (Connection connection = source.getConnection()) {
                    insert(connection, 1);
                }
            }
        } finally {
            transactions.rollback();
        }
    }

    @Test
    void aTransactionThatCommitsIsKept() throws Exception {
        transactions.begin();
        for (int i = 0; i < 3; i++) {
            try (Connection connection = pool.getConnection()) {
                insert(connection, i);
            }
            assertThat(rows(file)).isZero();
        }
        transactions.commit();
        assertThat(rows(file)).isEqualTo(3);
        assertThat(Databases.status(pool).active()).isZero();
    }

    @Test
    void withoutATransactionEachStatementIsKept() throws Exception {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            insert(connection, 1);
        }
        assertThat(rows(file)).isEqualTo(1);
    }

    @Test
    void aCommitThatMeetsAReaderFailsAndIsNotMadeUpLater() throws Exception {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM t").next();
            transactions.begin();
            try (Connection connection = pool.getConnection()) {
                insert(connection, 1);
            }
            assertThatThrownBy(transactions::commit)
                    .isInstanceOf(RollbackException.class)
                    .satisfies(e -> assertThat(
                                    SqlStates.firstWithState(e).orElseThrow().getSQLState())
                            .isEqualTo(SqlStates.LOCKED));
            statement.execute("ROLLBACK");
        }
        assertThat(rows(file)).isZero();
        aTransactionThatCommitsIsKept();
    }

    @Test
    void aTransactionThatSqliteRolledBackByItselfKeepsNothingOfWhatFollows() throws Exception {
        pool = Databases.pooled(transactions, file, "max_page_count", "40");
        transactions.begin();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            insert(connection, 1);
            assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (2, hex(zeroblob(1000000)))"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(SqlStates.FULL));
            // somebody who goes on in spite of the error
            insert(connection, 3);
        }
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(rows(file)).isZero();
    }

    /** As OpenJPA's flush does: it collects the errors of single rows and goes on with the next row. */
    @Test
    void aTransactionThatSqliteRolledBackTwiceKeepsNothingOfWhatFollowsEither() throws Exception {
        pool = Databases.pooled(transactions, file, "max_page_count", "40");
        transactions.begin();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            insert(connection, 1);
            for (int id = 2; id < 4; id++) {
                String tooMuch = "INSERT INTO t VALUES (" + id + ", hex(zeroblob(1000000)))";
                assertThatThrownBy(() -> statement.execute(tooMuch)).isInstanceOf(SQLException.class);
                insert(connection, id * 10);
            }
        }
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(rows(file)).isZero();
    }

    @Test
    void aFileThatIsExchangedBeforeTheCommitGetsNothingAndTheCommitFails() throws Exception {
        Path other = directory.resolve("other.db");
        Databases.makeTable(other);
        transactions.begin();
        try (Connection connection = pool.getConnection()) {
            insert(connection, 1);
        }
        Path old = Files.move(file, directory.resolve("old.db"));
        Files.move(other, file);
        assertThatThrownBy(transactions::commit)
                .isInstanceOf(RollbackException.class)
                .satisfies(e -> assertThat(
                                SqlStates.firstWithState(e).orElseThrow().getSQLState())
                        .isEqualTo(SqlStates.FILE_CHANGED));
        assertThat(rows(file)).isZero();
        assertThat(rows(old)).isZero();
        aTransactionThatCommitsIsKept();
    }

    @Test
    void aTransactionMarkedForRollbackGetsNoConnection() throws Exception {
        transactions.begin();
        transactions.setRollbackOnly();
        assertThatThrownBy(pool::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("marked for rollback");
        transactions.rollback();
        assertThat(Databases.status(pool).active()).isZero();
    }

    @Test
    void aLockThatSomebodyHoldsIsNamedAtTheFirstWrite() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            transactions.begin();
            try (Connection connection = pool.getConnection()) {
                assertThat(Databases.count(connection)).isZero();
                SQLException error = Databases.errorOf(file, () -> {
                    insert(connection, 1);
                    return null;
                });
                assertThat(error.getSQLState()).isEqualTo(SqlStates.LOCKED);
            } finally {
                transactions.rollback();
            }
        }
    }
}
