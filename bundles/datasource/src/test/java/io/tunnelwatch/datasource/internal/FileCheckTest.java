package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.direct;
import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.datasource.SqliteFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check tells damage from what keeps it from looking. */
class FileCheckTest {

    @TempDir
    Path directory;

    private Path file;
    private SqliteFile files;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("alerts.db");
        Databases.fill(file, 1000);
        files = Databases.files(file);
    }

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aGoodFileHasNoProblemsAndKeepsItsMode() throws SQLException {
        assertThat(files.check(file, 10)).isEmpty();
        direct(file, "PRAGMA journal_mode=WAL");
        assertThat(files.check(file, 10)).isEmpty();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var mode = statement.executeQuery("PRAGMA journal_mode")) {
            mode.next();
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
    }

    @Test
    void aFileThatCanNotBeWrittenIsCheckedToo() throws Exception {
        Databases.immutable(file, true);
        try {
            assertThat(files.check(file, 10)).isEmpty();
        } finally {
            Databases.immutable(file, false);
        }
    }

    @Test
    void aMissingRowOfAnIndexIsAProblemInSqlitesWords() throws Exception {
        direct(
                file,
                "CREATE INDEX by_text ON big (text)",
                "PRAGMA writable_schema=on",
                "UPDATE sqlite_schema SET sql = replace(sql, '(text)', '(id)') WHERE name = 'by_text'");
        assertThat(files.check(file, 10)).hasSize(10).allSatisfy(problem -> assertThat(problem)
                .contains("by_text"));
        assertThat(files.check(file, 3)).hasSize(3);
    }

    @Test
    void damageThatKeepsItFromBeingOpenedIsAProblem() throws IOException, SQLException {
        overwrite(0, 100);
        assertThat(files.check(file, 10)).singleElement().asString().contains("NOTADB");
    }

    @Test
    void aDamagedPageIsAProblem() throws IOException, SQLException {
        overwrite(8 * 4096, 4096);
        assertThat(files.check(file, 10)).isNotEmpty();
    }

    @Test
    void aLockIs40000AndNoProblem() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            assertThat(errorOf(file, () -> files.check(file, 10)).getSQLState()).isEqualTo("40000");
        }
    }

    @Test
    void aMissingFileIs08001AndIsNotMade() {
        Path missing = directory.resolve("missing.db");
        assertThat(errorOf(missing, () -> files.check(missing, 10)).getSQLState())
                .isEqualTo("08001");
        assertThat(Files.exists(missing)).isFalse();
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        Databases.direct(file, "INSERT INTO big SELECT NULL, b.text FROM big a, big b LIMIT 600000");
        long begun = System.nanoTime();
        assertThat(files.check(file, 10)).isEmpty();
        Duration whole = Duration.ofNanos(System.nanoTime() - begun);
        AtomicReference<Optional<SQLException>> error = new AtomicReference<>(Optional.empty());
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>(false);
        Thread checking = new Thread(() -> {
            error.set(Optional.of(errorOf(file, () -> files.check(file, 10))));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        checking.start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isInSqlite(checking));
        long from = System.nanoTime();
        checking.interrupt();
        checking.join(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(whole.dividedBy(2));
        assertThat(error.get()).map(SQLException::getSQLState).contains("57014");
        assertThat(stillInterrupted.get()).isTrue();
    }

    private static boolean isInSqlite(Thread thread) {
        return java.util.Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("step"));
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
