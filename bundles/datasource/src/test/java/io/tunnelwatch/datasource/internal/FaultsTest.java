package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.count;
import static io.tunnelwatch.datasource.internal.Databases.direct;
import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static io.tunnelwatch.datasource.internal.Databases.insert;
import static io.tunnelwatch.datasource.internal.Databases.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Each fault is made for real, and its error has the SQLState and SQLite's extended code. */
class FaultsTest {

    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("alerts.db");
        Databases.makeTable(file);
    }

    @Test
    void aLockThatSomebodyHoldsIs40000() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement();
                Connection connection = plain(file, "busy_timeout", "50").getConnection()) {
            lock.execute("BEGIN IMMEDIATE");
            SQLException error = writeError(connection);
            assertThat(error.getSQLState()).isEqualTo("40000");
            assertThat(error.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_BUSY.code);
            assertThat(error.getCause()).isInstanceOf(SQLiteException.class);
            assertThat(error.getMessage()).contains("SQLITE_BUSY");
        }
    }

    @Test
    void aLockThatKeepsReadersOutIs40000AtTheOpen() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            assertThat(openError("busy_timeout", "50").getSQLState()).isEqualTo("40000");
        }
    }

    @Test
    void aFileThatCanNotBeWrittenIs25006AndStaysSoUntilTheConnectionIsClosed() throws Exception {
        Databases.immutable(file, true);
        try (Connection connection = plain(file).getConnection()) {
            assertThat(count(connection)).isZero();
            assertThat(writeError(connection).getSQLState()).isEqualTo("25006");
            Databases.immutable(file, false);
            assertThat(writeError(connection).getSQLState()).isEqualTo("25006");
        } finally {
            Databases.immutable(file, false);
        }
        try (Connection connection = plain(file).getConnection()) {
            insert(connection, 1);
        }
    }

    @Test
    void aDirectoryThatCanNotBeWrittenIsNamedWhenTheJournalIsMade() throws Exception {
        Databases.immutable(directory, true);
        try (Connection connection = plain(file).getConnection()) {
            SQLException error = writeError(connection);
            assertThat(error.getSQLState()).isIn("25006", "08001", "58030");
            assertThat(error.getMessage()).contains("director");
        } finally {
            Databases.immutable(directory, false);
        }
    }

    @Test
    void aFileMadeUnwritableUnderAnOpenConnectionIsAnErrorAndNoCrash() throws Exception {
        try (Connection connection = plain(file).getConnection()) {
            insert(connection, 1);
            Databases.immutable(file, true);
            assertThat(writeError(connection).getSQLState()).isIn("25006", "58030");
        } finally {
            Databases.immutable(file, false);
        }
    }

    @Test
    void aMissingDirectoryIs08001AndIsNotMade() {
        Path missing = directory.resolve("no/such");
        SQLException error = errorOf(missing.resolve("alerts.db"), () -> plain(missing.resolve("alerts.db"))
                .getConnection());
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).contains("no directory " + missing).contains("Create it");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aDirectoryInPlaceOfTheFileIs08001() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder.db"));
        SQLException error = errorOf(folder, () -> plain(folder).getConnection());
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).contains("is a directory where the database file should be");
    }

    @Test
    void garbageInTheHeaderIsXX001AtTheOpen() throws IOException {
        overwrite(0, 100);
        SQLException error = openError();
        assertThat(error.getSQLState()).isEqualTo("XX001");
        assertThat(error.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_NOTADB.code);
        assertThat(error.getMessage()).contains("no SQLite database");
    }

    @Test
    void aDamagedPageIsXX001WhenItIsRead() throws Exception {
        overwrite(PAGE, PAGE);
        try (Connection connection = plain(file).getConnection()) {
            SQLException error = errorOf(file, () -> count(connection));
            assertThat(error.getSQLState()).isEqualTo("XX001");
            assertThat(error.getMessage()).contains("damaged");
        }
    }

    @Test
    void aFullDiskIs53100() throws SQLException {
        try (Connection connection = plain(file, "max_page_count", "20").getConnection();
                Statement statement = connection.createStatement()) {
            SQLException error =
                    errorOf(file, () -> statement.execute("INSERT INTO t VALUES (1, hex(zeroblob(100000)))"));
            assertThat(error.getSQLState()).isEqualTo("53100");
            assertThat(error.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_FULL.code);
        }
    }

    @Test
    void aBrokenRuleIs23000WithTheExtendedCode() throws SQLException {
        try (Connection connection = plain(file).getConnection();
                Statement statement = connection.createStatement()) {
            insert(connection, 1);
            SQLException twice = errorOf(file, () -> statement.execute("INSERT INTO t VALUES (1, 'again')"));
            assertThat(twice.getSQLState()).isEqualTo("23000");
            assertThat(twice.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY.code);
            SQLException empty = errorOf(file, () -> statement.execute("INSERT INTO t VALUES (2, NULL)"));
            assertThat(empty.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_CONSTRAINT_NOTNULL.code);
        }
    }

    @Test
    void aForeignKeyHoldsWithoutASetting() throws SQLException {
        direct(file, "CREATE TABLE child (t INTEGER REFERENCES t (id))");
        try (Connection connection = plain(file).getConnection();
                Statement statement = connection.createStatement()) {
            SQLException error = errorOf(file, () -> statement.execute("INSERT INTO child VALUES (42)"));
            assertThat(error.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY.code);
        }
    }

    @Test
    void anErrorInABatchKeepsItsCounts() throws SQLException {
        try (Connection connection = plain(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO t VALUES (1, 'a')");
            statement.addBatch("INSERT INTO t VALUES (1, 'b')");
            SQLException error = errorOf(file, statement::executeBatch);
            assertThat(error.getSQLState()).isEqualTo("23000");
            assertThat(((BatchUpdateException) error).getUpdateCounts()).startsWith(1);
        }
    }

    @Test
    void aValueOfTheWrongKindIs22000() throws SQLException {
        try (Connection connection = plain(file).getConnection();
                Statement statement = connection.createStatement()) {
            SQLException error = errorOf(file, () -> statement.execute("INSERT INTO t VALUES ('no number', 'x')"));
            assertThat(error.getSQLState()).isEqualTo("22000");
        }
    }

    @Test
    void wrongSqlIsHY000() throws SQLException {
        try (Connection connection = plain(file).getConnection()) {
            assertThat(errorOf(file, () -> connection.prepareStatement("SELECT nothing FROM nowhere"))
                            .getSQLState())
                    .isEqualTo("HY000");
        }
    }

    @Test
    void aFileThatWasMovedAwayIs08006() throws Exception {
        try (Connection connection = plain(file).getConnection()) {
            Files.move(file, directory.resolve("elsewhere.db"));
            SQLException error = commitError(connection);
            assertThat(error.getSQLState()).isEqualTo("08006");
            assertThat(error.getMessage()).contains("is gone");
        }
    }

    @Test
    void aFileThatWasDeletedIs08006() throws Exception {
        try (Connection connection = plain(file).getConnection()) {
            Files.delete(file);
            SQLException error = commitError(connection);
            assertThat(error.getSQLState()).isEqualTo("08006");
            assertThat(error.getMessage()).contains("is gone");
        }
    }

    @Test
    void aFileThatWasReplacedIs08006AndNeitherIsWritten() throws Exception {
        Path copy = Files.copy(file, directory.resolve("copy.db"));
        try (Connection connection = plain(file).getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, 1);
            Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            SQLException error = errorOf(file, () -> {
                connection.commit();
                return null;
            });
            assertThat(error.getSQLState()).isEqualTo("08006");
            assertThat(error.getMessage()).contains("is another file now");
        }
        assertThat(Databases.rows(file)).isZero();
    }

    @Test
    void aFileInWalModeIsTakenOutOfIt() throws SQLException {
        direct(file, "PRAGMA journal_mode=WAL");
        try (Connection connection = plain(file).getConnection();
                Statement statement = connection.createStatement();
                var mode = statement.executeQuery("PRAGMA journal_mode")) {
            mode.next();
            assertThat(mode.getString(1)).isEqualTo("truncate");
        }
    }

    @Test
    void aClosedConnectionSaysSo() throws SQLException {
        Connection connection = plain(file).getConnection();
        connection.close();
        assertThat(errorOf(file, connection::createStatement).getSQLState()).isEqualTo("08003");
    }

    @Test
    void theDriversConnectionIsStillToBeHad() throws SQLException {
        try (Connection connection = plain(file).getConnection()) {
            assertThat(connection.isWrapperFor(SQLiteConnection.class)).isTrue();
            assertThat(connection.unwrap(SQLiteConnection.class).getUrl()).contains("alerts.db");
        }
    }

    private SQLException openError(String... settings) {
        return errorOf(file, () -> plain(file, settings).getConnection());
    }

    private SQLException writeError(Connection connection) {
        return errorOf(file, () -> {
            insert(connection, 7);
            return null;
        });
    }

    private SQLException commitError(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        count(connection);
        return errorOf(file, () -> {
            connection.commit();
            return null;
        });
    }

    private void overwrite(long offset, int bytes) throws IOException {
        byte[] garbage = new byte[bytes];
        java.util.Arrays.fill(garbage, (byte) 0x5a);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            access.write(garbage);
        }
    }
}
