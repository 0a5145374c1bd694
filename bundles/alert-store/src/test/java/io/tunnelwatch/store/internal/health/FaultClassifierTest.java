package io.tunnelwatch.store.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.store.internal.database.ForeignDatabaseException;
import io.tunnelwatch.store.internal.database.JpaTransactions;
import io.tunnelwatch.store.internal.database.NoDataSourceException;
import io.tunnelwatch.store.internal.database.RecoveryPostponedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** What an error says of the database, and what a person is told to do about it. */
class FaultClassifierTest {

    private static final String CONFIGURATION = "etc/org.ops4j.datasource-tunnelwatch.cfg";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("alerts.db");
    }

    /** The hint names the file, but where the store heals it by itself, or the pool is at fault. */
    @ParameterizedTest
    @CsvSource({
        "40000, LOCKED, fuser FILE",
        "40001, LOCKED, fuser FILE",
        "25006, READONLY, Make FILE and its directory writable",
        "58030, IO_ERROR, Look at the disk of FILE",
        "53100, FULL, Free room on the file system of FILE",
        "XX001, CORRUPT, put away to quarantine/",
        "08006, MISSING, Was FILE moved or deleted?",
        "08003, MISSING, Was FILE moved or deleted?",
        "53300, IO_ERROR, See the pool in alert:store",
        "57P01, IO_ERROR, Look at the disk of FILE",
        "HY000, IO_ERROR, Look at the disk of FILE",
    })
    void theSqlStateTellsTheState(String sqlState, State state, String hint) {
        Fault fault = FaultClassifier.classify(error(sqlState), Optional.of(file));

        assertThat(fault.state()).isEqualTo(state);
        assertThat(fault.hint()).contains("Events are safe in the log").contains(hint.replace("FILE", file.toString()));
        assertThat(fault.cause()).contains(file.toString());
    }

    @Test
    void aDirectoryWhereTheFileShouldBeIsToBeMovedAway() throws IOException {
        Files.createDirectory(file);

        Fault fault = FaultClassifier.classify(error("08001"), Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.MISSING);
        assertThat(fault.hint()).contains("Move the directory " + file + " away", CONFIGURATION);
    }

    @Test
    void aDirectoryThatIsMissingIsToBeCreated() {
        Path missing = directory.resolve("gone").resolve("alerts.db");

        Fault fault = FaultClassifier.classify(error("08001"), Optional.of(missing));

        assertThat(fault.state()).isEqualTo(State.MISSING);
        assertThat(fault.hint()).contains("Create the directory " + missing.getParent(), CONFIGURATION);
    }

    @Test
    void aFileThatCanNotBeMadeInItsDirectoryIsAMatterOfPermissions() {
        Fault fault = FaultClassifier.classify(error("08001"), Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.READONLY);
        assertThat(fault.hint()).contains("Make " + directory + " writable", "mounted read-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "08S01", "57P01", "57P03"})
    void withoutAFileItIsAServerThatCanNotBeReached(String sqlState) {
        Fault fault = FaultClassifier.classify(error(sqlState), Optional.empty());

        assertThat(fault.state()).isEqualTo(State.UNREACHABLE);
        assertThat(fault.hint()).contains("Does the database server run");
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, FULL, Free room on the file system of",
        "Disk quota exceeded, FULL, Free room on the file system of",
        "Read-only file system, READONLY, mounted read-only",
        "Operation not permitted, READONLY, chattr -i",
        "Input/output error, IO_ERROR, Look at the disk of",
    })
    void anErrorOfTheFileSystemIsToldByItsReason(String reason, State state, String hint) {
        Path quarantine = directory.resolve("quarantine");

        Fault fault = FaultClassifier.classify(
                new FileSystemException(quarantine.toString(), null, reason), Optional.of(file));

        assertThat(fault.state()).isEqualTo(state);
        assertThat(fault.cause()).contains(quarantine.toString(), reason);
        assertThat(fault.hint()).contains(hint, quarantine.toString());
    }

    @Test
    void whatMayNotBeTouchedIsReadOnly() {
        Path quarantine = directory.resolve("quarantine");

        Fault fault = FaultClassifier.classify(new AccessDeniedException(quarantine.toString()), Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.READONLY);
        assertThat(fault.cause()).contains(quarantine.toString());
        assertThat(fault.hint()).contains("Make " + quarantine + " and its directory writable");
    }

    @Test
    void aRecoveryThatWasPutOffLeavesItCorrupt() {
        Fault fault = FaultClassifier.classify(
                new RecoveryPostponedException(file + " was damaged 12 times within an hour"), Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.CORRUPT);
        assertThat(fault.cause()).contains(file.toString(), "12 times");
        assertThat(fault.hint()).contains("Check the disk", "alert:store-check");
    }

    @Test
    void aDatabaseOfAnotherProgramIsAMatterOfTheConfiguration() {
        Fault fault = FaultClassifier.classify(new ForeignDatabaseException("it holds invoices"), Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.MISSING);
        assertThat(fault.cause()).contains(file.toString(), "it holds invoices");
        assertThat(fault.hint()).contains(CONFIGURATION);
    }

    @Test
    void withoutADataSourceTheConfigurationIsToBeLookedAt() {
        Fault fault = FaultClassifier.classify(new NoDataSourceException(), Optional.empty());

        assertThat(fault.state()).isEqualTo(State.MISSING);
        assertThat(fault.hint()).contains(CONFIGURATION, "jdbc:sqlite:");
    }

    @Test
    void withoutAPersistenceUnitTheBundlesAreToBeLookedAt() {
        JpaTransactions early = new JpaTransactions(() -> Optional.of(new SQLiteDataSource()), Optional::empty);
        Throwable notReady = catchThrowable(() -> early.required(entityManager -> 1));

        Fault fault = FaultClassifier.classify(notReady, Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.MISSING);
        assertThat(fault.cause()).contains(file.toString(), "persistence unit");
        assertThat(fault.hint()).contains("bundle:list");
    }

    /** OpenJPA and the pool wrap what SQLite said in errors of their own. */
    @Test
    void theInnermostErrorCounts() {
        SQLException wrapped = new SQLException("Unable to acquire a connection", "58000", error("XX001"));

        Fault fault = FaultClassifier.classify(new IllegalStateException(wrapped), Optional.of(file));

        assertThat(fault.state()).isEqualTo(State.CORRUPT);
    }

    /** Its number is another one each time, which would make each attempt news. */
    @Test
    void theStatementOfOpenJpaIsNoPartOfTheCause() {
        SQLException error = new SQLException(file + ": locked {prepstmnt 4711 INSERT INTO alert} [code=5]", "40000");

        assertThat(FaultClassifier.classify(error, Optional.of(file)).cause()).isEqualTo(file + ": locked");
    }

    private SQLException error(String sqlState) {
        return new SQLException(file + ": the driver says so", sqlState);
    }
}
