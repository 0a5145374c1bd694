package io.tunnelwatch.store.internal.recover;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.store.internal.TestDatabase;
import io.tunnelwatch.store.internal.database.Schema;
import io.tunnelwatch.store.internal.database.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a backup is made by itself; the upkeep looks every two seconds, here as often as is said. */
class BackupWorkTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIRST = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private Instant now = NOON;
    private BackupSettings settings = new BackupSettings(Optional.of(HOUR), 3, Optional.empty());
    private int doubts;
    private Path folder;
    private TestDatabase database;
    private SqliteFile sqlite;
    private BackupWork work;

    @BeforeEach
    void open() throws Exception {
        Path file = directory.resolve("alerts.db");
        folder = directory.resolve("backup");
        database = new TestDatabase(file);
        database.required(entityManager -> Schema.migrate(entityManager, NOON));
        sqlite = database.sqlite().orElseThrow();
        start();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstIsMadeSoonAfterTheStartAndTheNextWhenItIsDue() {
        assertThat(backupsAt(Duration.ZERO)).isEmpty();
        assertThat(backupsAt(FIRST.minusSeconds(1))).isEmpty();
        assertThat(backupsAt(FIRST)).containsExactly(NOON.plus(FIRST));

        assertThat(backupsAt(FIRST.plus(HOUR).minusSeconds(1))).hasSize(1);
        assertThat(backupsAt(FIRST.plus(HOUR))).containsExactly(NOON.plus(FIRST).plus(HOUR), NOON.plus(FIRST));
    }

    @Test
    void aRestartMakesNoneThatIsNotDue() {
        backupsAt(FIRST);
        start();

        assertThat(backupsAt(FIRST.multipliedBy(2))).hasSize(1);
        assertThat(backupsAt(FIRST.plus(HOUR))).hasSize(2);
    }

    @Test
    void noneIsMadeWhenThatIsSaid() {
        settings = new BackupSettings(Optional.empty(), 3, Optional.empty());

        assertThat(backupsAt(Duration.ofDays(30))).isEmpty();
    }

    @Test
    void settingsThatChangeHoldAtTheNextLook() {
        backupsAt(FIRST);
        settings = new BackupSettings(Optional.of(Duration.ofMinutes(15)), 3, Optional.empty());

        assertThat(backupsAt(FIRST.plusMinutes(15))).hasSize(2);
    }

    @Test
    void onlySoManyAreKept() {
        for (int i = 0; i < 5; i++) {
            backupsAt(FIRST.plus(HOUR.multipliedBy(i)));
        }

        assertThat(work.known())
                .extracting(Backup::madeAt)
                .containsExactly(
                        NOON.plus(FIRST).plus(HOUR.multipliedBy(4)),
                        NOON.plus(FIRST).plus(HOUR.multipliedBy(3)),
                        NOON.plus(FIRST).plus(HOUR.multipliedBy(2)));
    }

    @Test
    void whatKeepsBackupsFromBeingMadeIsSaidAndTriedAgain() throws Exception {
        Files.writeString(folder, "a file where the folder should be");
        assertThat(backupsAt(FIRST)).isEmpty();
        assertThat(work.trouble().orElseThrow()).contains(folder.toString());

        Files.delete(folder);
        assertThat(backupsAt(FIRST.plusMinutes(10).minusSeconds(1))).isEmpty();
        assertThat(work.trouble()).isPresent();

        assertThat(backupsAt(FIRST.plusMinutes(10))).hasSize(1);
        assertThat(work.trouble()).isEmpty();
        assertThat(doubts).isZero();
    }

    /** The copy could not be made: it may be the original that is damaged. */
    @Test
    void anErrorOfTheDatabaseHasTheOriginalChecked() throws Exception {
        database.required(entityManager ->
                entityManager.createNativeQuery("DROP TABLE alert_event").executeUpdate());

        assertThat(backupsAt(FIRST)).isEmpty();

        assertThat(work.trouble().orElseThrow()).contains("alert_event");
        assertThat(doubts).isEqualTo(1);
    }

    /** A clock that was wrong for a while. */
    @Test
    void aBackupOfTheFutureDoesNotKeepOthersFromBeingMade() throws Exception {
        backupsAt(FIRST);
        Path ahead = folder.resolve("alerts-20261125T120300Z.db"); // two days and three minutes
        Files.copy(work.known().get(0).file(), ahead);

        assertThat(backupsAt(FIRST.plus(HOUR)))
                .hasSize(3)
                .contains(NOON.plus(FIRST).plus(HOUR));
    }

    /** Or the few that are kept would all be of the last hour. */
    @Test
    void aBackupOfTheFutureMakesOthersNeitherMoreOftenNorFewer() throws Exception {
        backupsAt(FIRST);
        Files.copy(work.known().get(0).file(), folder.resolve("alerts-20301123T120000Z.db"));
        for (int minutes = 10; minutes <= 180; minutes += 10) {
            backupsAt(FIRST.plusMinutes(minutes));
        }

        assertThat(work.known())
                .extracting(Backup::madeAt)
                .containsExactly(
                        Instant.parse("2030-11-23T12:00:00Z"),
                        NOON.plus(FIRST).plus(HOUR.multipliedBy(3)),
                        NOON.plus(FIRST).plus(HOUR.multipliedBy(2)),
                        NOON.plus(FIRST).plus(HOUR));
    }

    private void start() {
        work = new BackupWork(() -> settings, used -> folder, new Writer(), () -> doubts++, () -> now);
    }

    /** Looks at a time after noon, and answers when the backups were made that there are then. */
    private List<Instant> backupsAt(Duration afterNoon) {
        now = NOON.plus(afterNoon);
        work.look(sqlite);
        work.makeIfDue(sqlite);
        return work.known().stream().map(Backup::madeAt).toList();
    }
}
