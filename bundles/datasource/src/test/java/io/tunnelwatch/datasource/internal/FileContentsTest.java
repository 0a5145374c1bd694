package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.SqliteFile.Contents;
import io.tunnelwatch.datasource.SqliteFile.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a file says what it is, and leaves no trace. */
class FileContentsTest {

    @TempDir
    Path directory;

    private Path file;
    private SqliteFile files;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("100% of a #name? yes.db");
        files = Databases.files(directory.resolve("configured.db"));
    }

    @Test
    void whatIsNotThereIsAbsentAndIsNotMade() throws Exception {
        assertThat(look(file)).isEqualTo(new Contents(Kind.ABSENT, Set.of(), false));
        assertThat(look(directory.resolve("no/such.db")).kind()).isEqualTo(Kind.ABSENT);
    }

    @Test
    void aFileWithoutBytesAndADatabaseWithoutTablesAreEmpty() throws Exception {
        Files.createFile(file);
        assertThat(look(file).kind()).isEqualTo(Kind.EMPTY);
        directly("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)", "DROP TABLE t");
        assertThat(Files.size(file)).isPositive();
        assertThat(look(file).kind()).isEqualTo(Kind.EMPTY); // sqlite_sequence is SQLite's own
    }

    @Test
    void aDatabaseIsToldWithItsTables() throws Exception {
        directly(
                "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "CREATE TABLE sqlitex (id)",
                "CREATE VIEW v AS SELECT 1");
        assertThat(look(file)).isEqualTo(new Contents(Kind.DATABASE, Set.of("t", "sqlitex"), false));
    }

    @Test
    void aDirectoryIsNoFile() throws Exception {
        assertThat(look(Files.createDirectory(file)).kind()).isEqualTo(Kind.NOT_A_FILE);
    }

    @Test
    void otherFilesAndDamagedSchemasAreNoDatabase() throws Exception {
        Files.writeString(file, "short");
        assertThat(look(file).kind()).isEqualTo(Kind.NOT_A_DATABASE);
        Files.writeString(file, "no database, but long enough to look like one ".repeat(300));
        assertThat(look(file).kind()).isEqualTo(Kind.NOT_A_DATABASE);
        damage(0, 16);
        assertThat(look(file).kind()).isEqualTo(Kind.NOT_A_DATABASE);
        damage(100, 3000); // the schema's page, behind a good header
        assertThat(look(file).kind()).isEqualTo(Kind.NOT_A_DATABASE);
        damage(47, 1); // a schema format of the future
        assertThat(look(file).kind()).isEqualTo(Kind.NOT_A_DATABASE);
    }

    @Test
    void aFileThatWasCutOffIsNoDatabase() throws Exception {
        directly("CREATE TABLE t (id)", "CREATE TABLE u (id)");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(4096);
        }
        assertThat(look(file).kind()).isEqualTo(Kind.NOT_A_DATABASE);
    }

    @Test
    void aWalDatabaseStaysOneAndIsNotTakenForAnEmptyOne() throws Exception {
        Path open = directory.resolve("open.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + open);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE t (id)");
            Files.copy(open, file);
            Files.copy(FileContents.beside(open, "-wal"), FileContents.beside(file, "-wal"));
        }
        assertThat(look(file).kind()).isEqualTo(Kind.DATABASE);
    }

    @Test
    void aHotJournalIsToldAndNotRolledBack() throws Exception {
        makeHotJournal();
        Contents contents = look(file);
        assertThat(contents.kind()).isEqualTo(Kind.DATABASE);
        assertThat(contents.journal()).isTrue();
        assertThat(files.check(file, 10)).isEmpty();
        assertThat(look(file).journal()).isFalse(); // it was a hot one: a reader rolled it back
    }

    @Test
    void aLookDropsNoLockOfThisProcess() throws Exception {
        directly("CREATE TABLE t (id)");
        try (Connection writer = DriverManager.getConnection(SqliteUrls.of(file));
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            look(file, false);
            Process other = new ProcessBuilder("sqlite3", file.toString(), "INSERT INTO t VALUES (1)")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .as("what sqlite3 says (install the package sqlite3)")
                    .contains("locked");
        }
    }

    @Test
    void aDirectoryThatLeadsNowhereIsAnError() throws Exception {
        Files.createFile(file);
        Path below = file.resolve("alerts.db");
        assertThat(errorOf(below, () -> files.contents(below)).getSQLState()).isEqualTo("08001");
    }

    @Test
    void anUnchangingConnectionReadsWhatIsLeftOfAFileThatWasCutOff() throws Exception {
        directly("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)", "INSERT INTO t VALUES (1, 'kept')");
        directly("CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                + " SELECT hex(randomblob(240)) AS text FROM n");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(20 * 4096);
        }
        Map<String, String> before = traces();
        try (Connection connection = files.openUnchanging(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT text FROM t")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("kept");
            }
            assertThat(errorOf(file, () -> statement.execute("DELETE FROM t")).getSQLState())
                    .isEqualTo("25006");
            assertThat(errorOf(file, () -> {
                                try (ResultSet all = statement.executeQuery("SELECT sum(length(text)) FROM big")) {
                                    return all.next();
                                }
                            })
                            .getSQLState())
                    .isEqualTo("XX001");
        }
        assertThat(traces()).isEqualTo(before);
    }

    private Contents look(Path at) throws Exception {
        return look(at, true);
    }

    private Contents look(Path at, boolean traces) throws Exception {
        Map<String, String> before = traces ? traces() : Map.of();
        Contents contents = files.contents(at);
        if (traces) {
            assertThat(traces()).isEqualTo(before);
        }
        return contents;
    }

    /** Each file of the directory with its time and bytes. */
    private Map<String, String> traces() throws IOException {
        Map<String, String> traces = new TreeMap<>();
        try (var listing = Files.list(directory)) {
            for (Path path : listing.toList()) {
                String bytes = Files.isDirectory(path)
                        ? "directory"
                        : Files.size(path) + " " + Arrays.hashCode(Files.readAllBytes(path));
                traces.put(path.toString(), Files.getLastModifiedTime(path) + " " + bytes);
            }
        }
        return traces;
    }

    private void damage(int offset, int bytes) throws Exception {
        Files.delete(file);
        directly("CREATE TABLE t (id)");
        byte[] garbage = new byte[bytes];
        Arrays.fill(garbage, (byte) 0x5a);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            access.write(garbage);
        }
    }

    private void makeHotJournal() throws Exception {
        Path open = directory.resolve("open.db");
        Databases.fill(open, 2000);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + open);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size=2");
            statement.execute("BEGIN");
            statement.execute("UPDATE big SET text = 'x' || text");
            Files.copy(open, file);
            Files.copy(FileContents.beside(open, "-journal"), FileContents.beside(file, "-journal"));
        }
    }

    private void directly(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(SqliteUrls.of(file));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
