package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.direct;
import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.SqliteFile.CopyProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy is whole, or it is not there. */
class FileCopyTest {

    private static final int ROWS = 10_000;

    @TempDir
    Path directory;

    private Path file;
    private Path copy;
    private SqliteFile files;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("alerts.db");
        copy = directory.resolve("copy #1?.db");
        Databases.fill(file, ROWS);
        files = Databases.files(file);
    }

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aCopyHoldsAllAndTellsHowFarItHasCome() throws SQLException {
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        files.copy(file, copy, (donePages, totalPages) -> {
            done.add(donePages);
            totals.add(totalPages);
        });
        assertThat(done).hasSizeGreaterThan(4).isSorted().doesNotHaveDuplicates();
        assertThat(done.get(done.size() - 1)).isEqualTo(totals.get(0));
        assertThat(files.check(copy, 1)).isEmpty();
        assertThat(rows(copy)).isEqualTo(ROWS);
        assertThat(FileContents.beside(copy, "-journal")).doesNotExist();
    }

    @Test
    void whatAnotherWritesMeanwhileIsInTheCopyEntirelyOrNotAtAll() throws SQLException {
        int[] step = {0};
        files.copy(file, copy, (done, total) -> {
            if (++step[0] == 2) {
                write("UPDATE big SET text = 'new'");
            }
        });
        assertThat(files.check(copy, 1)).isEmpty();
        assertThat(value(copy, "SELECT count(DISTINCT text = 'new') FROM big")).isEqualTo(1);
        assertThat(value(copy, "SELECT count(*) FROM big WHERE text = 'new'")).isEqualTo(ROWS);
    }

    @Test
    void aCopyComesToAnEndThoughSomebodyWritesAllTheTime() throws SQLException {
        int[] written = {0};
        files.copy(file, copy, (done, total) -> {
            if (done < total) {
                assertThat(written[0]).as("writes while it is copied").isLessThan(100);
                write("INSERT INTO big (text) VALUES ('" + written[0]++ + "')");
            }
        });
        assertThat(written[0]).isGreaterThan(2);
        assertThat(files.check(copy, 1)).isEmpty();
        assertThat(rows(copy)).isEqualTo(ROWS + written[0]);
    }

    @Test
    void anInterruptEndsItAndLeavesNothing() {
        int[] steps = {0};
        SQLException error = errorOf(
                file,
                () -> copyTo((done, total) -> {
                    if (++steps[0] == 2) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat(steps[0]).isEqualTo(2);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThatNothingIsLeft();
        write("INSERT INTO big (text) VALUES ('the original is free again')");
    }

    @Test
    void anInterruptWhileAFileThatCanNotBeWrittenIsCopiedLeavesNothing() throws Exception {
        Databases.immutable(file, true);
        try {
            SQLException error = errorOf(
                    file, () -> copyTo((done, total) -> Thread.currentThread().interrupt()));
            assertThat(error.getSQLState()).isEqualTo("57014");
        } finally {
            Thread.interrupted(); // chattr is waited for
            Databases.immutable(file, false);
        }
        assertThatNothingIsLeft();
    }

    @Test
    void aListenerThatThrowsEndsItAndLeavesNothing() {
        assertThatThrownBy(() -> copyTo((done, total) -> {
                    throw new IllegalStateException("who listens is gone");
                }))
                .hasMessage("who listens is gone");
        assertThatNothingIsLeft();
    }

    @Test
    void aLockThatIsHeldAtTheBeginningOrComesInBetweenIs40000() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            assertThat(errorOf(file, () -> copyTo((done, total) -> {})).getSQLState())
                    .isEqualTo("40000");
            assertThatNothingIsLeft();
            lock.execute("ROLLBACK");
            assertThat(errorOf(file, () -> copyTo((done, total) -> execute(lock, "BEGIN EXCLUSIVE")))
                            .getSQLState())
                    .isEqualTo("40000");
            assertThatNothingIsLeft();
        }
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws Exception {
        Files.writeString(copy, "mine");
        SQLException error = errorOf(copy, () -> copyTo((done, total) -> {}));
        assertThat(error.getMessage()).contains("exists already").contains(file.toString());
        assertThat(copy).hasContent("mine");
        Files.delete(copy);
        Path journal = Files.writeString(FileContents.beside(copy, "-journal"), "of another");
        assertThat(errorOf(copy, () -> copyTo((done, total) -> {})).getMessage())
                .contains(journal + " exists already");
        assertThat(journal).hasContent("of another");
    }

    @Test
    void aMissingDirectoryAndAMissingOriginalAreSaid() {
        Path nowhere = directory.resolve("no/copy.db");
        assertThat(errorOf(nowhere, () -> {
                            files.copy(file, nowhere, (done, total) -> {});
                            return null;
                        })
                        .getSQLState())
                .isEqualTo("08001");
        Path missing = directory.resolve("missing.db");
        assertThat(errorOf(missing, () -> {
                            files.copy(missing, copy, (done, total) -> {});
                            return null;
                        })
                        .getSQLState())
                .isEqualTo("08001");
        assertThatNothingIsLeft();
    }

    @Test
    void aDamagedOriginalIsXX001() throws Exception {
        Files.writeString(file, "no database, but long enough to look like one ".repeat(300));
        assertThat(errorOf(file, () -> copyTo((done, total) -> {})).getSQLState())
                .isEqualTo("XX001");
        assertThatNothingIsLeft();
    }

    private @org.jspecify.annotations.Nullable Void copyTo(CopyProgress progress) throws SQLException {
        files.copy(file, copy, progress);
        return null;
    }

    private void assertThatNothingIsLeft() {
        assertThat(copy).doesNotExist();
        assertThat(FileContents.beside(copy, "-journal")).doesNotExist();
    }

    private void write(String sql) {
        try {
            direct(file, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int rows(Path of) throws SQLException {
        return value(of, "SELECT count(*) FROM big");
    }

    private static int value(Path of, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(SqliteUrls.of(of));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
