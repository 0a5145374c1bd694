package io.tunnelwatch.store.internal.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.store.internal.TestDatabase;
import io.tunnelwatch.store.internal.database.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in the folder of backups has its name only when it is whole. */
class BackupsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path directory;

    private Path file;
    private Path target;
    private TestDatabase database;
    private SqliteFile sqlite;
    private Backups backups;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("alerts.db");
        database = new TestDatabase(file);
        database.required(entityManager -> Schema.migrate(entityManager, NOON));
        sqlite = database.sqlite().orElseThrow();
        backups = new Backups(sqlite, directory.resolve("backup"));
        target = backups.nextPlace(NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCopyHasItsNameOnlyWhenItIsChecked() throws Exception {
        HistoryFile content = HistoryFile.read(sqlite, file);
        Path part = backups.copy(file, target, Progress.NONE);
        assertThat(part).exists();
        assertThat(target).doesNotExist();

        Backup made = backups.finish(part, target, content, NOON, Progress.NONE);

        assertThat(made.file()).isEqualTo(target).exists();
        assertThat(part).doesNotExist();
        assertThat(backups.list()).containsExactly(made);
    }

    @Test
    void aCopyThatHoldsLessThanTheHistoryIsNoBackup() throws Exception {
        HistoryFile found = HistoryFile.read(sqlite, file);
        HistoryFile more = new HistoryFile(found.schemaVersion(), found.alerts() + 1, found.events(), found.position());
        Path part = backups.copy(file, target, Progress.NONE);

        assertThatThrownBy(() -> backups.finish(part, target, more, NOON, Progress.NONE))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("alerts=1");

        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void aCopyThatIsDamagedIsNoBackup() throws Exception {
        HistoryFile content = HistoryFile.read(sqlite, file);
        Path part = backups.copy(file, target, Progress.NONE);
        byte[] bytes = Files.readAllBytes(part);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 'x');
        Files.write(part, bytes);

        assertThatThrownBy(() -> backups.finish(part, target, content, NOON, Progress.NONE))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining("did not pass its check");

        assertThat(target.getParent()).isEmptyDirectory();
    }

    /** One that a kill left. */
    @Test
    void whatWasLeftHalfDoneGoesWithTheNextBackup() throws Exception {
        Path stale = Files.writeString(target.resolveSibling("alerts-20261101T000000Z.db.part"), "half");
        Path mine = Files.writeString(target.resolveSibling("notes.part"), "of an operator");

        backups.prune(3, NOON);

        assertThat(stale).doesNotExist();
        assertThat(mine).exists();
    }

    @Test
    void aCopyOfAKillUnderTheSameNameIsNoHindrance() throws Exception {
        Files.writeString(target.resolveSibling(target.getFileName() + ".part"), "half");

        Path part = backups.copy(file, target, Progress.NONE);

        assertThat(sqlite.check(part, 1)).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws Exception {
        Files.writeString(target, "mine");

        assertThatThrownBy(() -> backups.copy(file, target, Progress.NONE))
                .isInstanceOf(MaintenanceFailedException.class)
                .hasMessageContaining(target + " exists already");

        assertThat(target).hasContent("mine");
        assertThat(target.resolveSibling(target.getFileName() + ".part")).doesNotExist();
    }
}
