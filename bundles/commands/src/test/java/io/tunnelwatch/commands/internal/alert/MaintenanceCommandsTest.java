package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.EPOCH;
import static io.tunnelwatch.commands.internal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.commands.internal.Failed;
import io.tunnelwatch.commands.internal.MemoryMaintenance;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceCommandsTest {

    private static final Quarantined FORMER = new Quarantined(
            Path.of("/karaf/data/tunnelwatch/quarantine/alerts-20261123T120000Z.db"),
            NOON,
            "replaced by alert:restore",
            false,
            Optional.empty());

    private final TestShell shell = new TestShell();
    private final List<String> questions = new ArrayList<>();

    @Test
    void aBackupSaysWhereItLiesAndWhatItHolds() {
        assertThat(shell.runAt(80, new BackupCommand()).lines())
                .containsExactly(
                        "File      /karaf/data/tunnelwatch/backup/alerts-20261123T110000Z.db",
                        "Made      2026-11-23 12:00:00 UTC (0s ago)",
                        "Size      1.5 MiB",
                        "Alerts    4710",
                        "Position  8999@0199a000");
        assertThat(shell.maintenance.calls).containsExactly("backup");
    }

    @Test
    void aRelativeFileIsRelativeToTheWorkingFolder() {
        shell.run(new BackupCommand(), "safe/../mine.db");
        shell.run(new BackupCommand(), "~/mine.db");
        shell.run(new BackupCommand(), "/safe/mine.db");

        assertThat(shell.maintenance.calls)
                .containsExactly(
                        "backup " + Path.of(System.getProperty("user.dir"), "mine.db"),
                        "backup " + Path.of(System.getProperty("user.home"), "mine.db"),
                        "backup /safe/mine.db");
    }

    @Test
    void whatIsNoNameOfAFileIsRefused() {
        assertThatThrownBy(() -> shell.run(new BackupCommand(), "a\0b"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is no name of a file");
        assertThat(shell.maintenance.calls).isEmpty();
    }

    @Test
    void aBackupAsJsonHasTheNamesOfTheContract() {
        assertThat(shell.run(new BackupCommand(), "--json").out())
                .isEqualTo("{\"at\":\"2026-11-23T12:00:00Z\","
                        + "\"file\":\"/karaf/data/tunnelwatch/backup/alerts-20261123T110000Z.db\",\"bytes\":1572864,"
                        + "\"alerts\":4710,\"position\":{\"epoch\":\"" + EPOCH + "\",\"sequence\":8999}}\n");
    }

    @Test
    void backupsAreListed() {
        shell.maintenance.backups.add(MemoryMaintenance.backup(1));
        shell.maintenance.backups.add(MemoryMaintenance.backup(2));

        assertThat(shell.runAt(160, new BackupCommand(), "--list").lines())
                .containsExactly(
                        "MADE                                 SIZE  ALERTS  POSITION       FILE",
                        "2026-11-23 11:00:00 UTC (1h ago)  1.5 MiB    4710  8999@0199a000"
                                + "  /karaf/data/tunnelwatch/backup/alerts-20261123T110000Z.db",
                        "2026-11-23 10:00:00 UTC (2h ago)  3.0 MiB    4709  8998@0199a000"
                                + "  /karaf/data/tunnelwatch/backup/alerts-20261123T100000Z.db",
                        "",
                        "They lie in /karaf/data/tunnelwatch/backup");
        assertThat(shell.runAt(80, new BackupCommand(), "--list").lines())
                .containsExactly(
                        "MADE     SIZE  ALERTS  POSITION       FILE",
                        "1h    1.5 MiB    4710  8999@0199a000  alerts-20261123T110000Z.db",
                        "2h    3.0 MiB    4709  8998@0199a000  alerts-20261123T100000Z.db",
                        "",
                        "They lie in /karaf/data/tunnelwatch/backup");
        assertThat(shell.run(new BackupCommand(), "--list", "--json").json().get("backups"))
                .extracting(backup -> backup.get("alerts").intValue())
                .containsExactly(4710, 4709);
        assertThat(shell.maintenance.calls).isEmpty();
    }

    @Test
    void thereMayBeNoBackups() {
        assertThat(shell.run(new BackupCommand(), "--list").out()).isEqualTo("No backups.\n");
        assertThat(shell.run(new BackupCommand(), "--list", "--json").out()).isEqualTo("{\"backups\":[]}\n");
    }

    @Test
    void aListTakesNoFile() {
        assertThatThrownBy(() -> shell.run(new BackupCommand(), "--list", "mine.db"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("--list takes no file");
    }

    @Test
    void aRestoreAsksAndSaysWhereTheFormerDatabaseLies() {
        answer("y");
        shell.maintenance.quarantine.add(FORMER);
        shell.maintenance.backups.add(MemoryMaintenance.backup(2));
        String file = MemoryMaintenance.backup(2).file().toString();

        assertThat(shell.runAt(80, new RestoreCommand(), file).lines())
                .containsExactly(
                        "The history becomes /karaf/data/tunnelwatch/backup/alerts-20261123T100000Z.db,",
                        "  made 2026-11-23 10:00:00 UTC (2h ago) with 4709 alerts. What that lacks is",
                        "  read from the log, as far back as the log reaches. The present database is",
                        "  kept in the quarantine.",
                        "The history is /karaf/data/tunnelwatch/backup/alerts-20261123T100000Z.db now.",
                        "The former database lies at",
                        "  /karaf/data/tunnelwatch/quarantine/alerts-20261123T120000Z.db",
                        "What it lacks is being read from the log: alert:store shows the lag.");
        assertThat(shell.maintenance.calls).containsExactly("restore " + file);
        assertThat(questions).containsExactly("Go on? y/N: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "no", "yesterday"})
    void withoutAYesNothingIsReplaced(String typed) {
        answer(typed);

        assertThatThrownBy(() -> shell.run(new RestoreCommand(), "mine.db"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Nothing was changed");
        assertThatThrownBy(() -> shell.run(new RebuildCommand())).isInstanceOf(Refusal.class);
        assertThat(shell.maintenance.calls).isEmpty();
    }

    @Test
    void whereNobodyCanBeAskedTheLineNamesYes() {
        assertThatThrownBy(() -> shell.run(new RestoreCommand(), "mine.db"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--yes");
        assertThat(shell.printed().out()).isEmpty();

        shell.prompt = Optional.of(question -> Optional.empty());
        assertThatThrownBy(() -> shell.run(new RebuildCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--yes");
        assertThat(shell.maintenance.calls).isEmpty();
    }

    @Test
    void scriptsAreNotAsked() {
        answer("y");

        assertThatThrownBy(() -> shell.run(new RebuildCommand(), "--json"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--yes");
        assertThat(questions).isEmpty();

        assertThat(shell.run(new RestoreCommand(), "--yes", "--json", "/mine.db")
                        .out())
                .isEqualTo("{}\n");
        shell.maintenance.quarantine.add(FORMER);
        assertThat(shell.run(new RebuildCommand(), "--yes", "--json").out())
                .isEqualTo("{\"replaced\":{\"file\":\"" + FORMER.file()
                        + "\",\"at\":\"2026-11-23T12:00:00Z\",\"cause\":\"replaced by alert:restore\"}}\n");
        assertThat(shell.maintenance.calls).containsExactly("restore /mine.db", "rebuild");
    }

    @Test
    void aRebuildWithYesDoesNotAsk() {
        assertThat(shell.run(new RebuildCommand(), "--yes").lines())
                .containsExactly(
                        "A new history is in place.",
                        "There was no database before.",
                        "The rest follows in the background: alert:store shows the lag.");
        assertThat(questions).isEmpty();
    }

    @Test
    void aWholeDatabaseIsSaidToBe() {
        assertThat(shell.run(new StoreCheckCommand()).out()).isEqualTo("The database is whole.\n");
        assertThat(shell.run(new StoreCheckCommand(), "--json").out()).isEqualTo("{\"problems\":[]}\n");
    }

    @Test
    void aDamagedDatabaseIsAFailure() {
        shell.maintenance.problems.add("row 7 missing from index alert_by_time");
        shell.maintenance.problems.add("Tree 5 page 9: btreeInitPage() returns error code 11");

        assertThatThrownBy(() -> shell.run(new StoreCheckCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("alert:store");
        assertThat(shell.printed().lines())
                .containsExactly(
                        "row 7 missing from index alert_by_time",
                        "Tree 5 page 9: btreeInitPage() returns error code 11");

        assertThatThrownBy(() -> shell.run(new StoreCheckCommand(), "--json")).isInstanceOf(Failed.class);
        assertThat(shell.printed().json().get("problems")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatCouldNotBeDoneIsOneLine(TunnelwatchAction command) {
        answer("y");
        shell.maintenance.trouble = Optional.of("No room on the disk of /karaf/data: free 12.0 MiB");

        assertThatThrownBy(() -> shell.run(command, arguments(command)))
                .isInstanceOf(Refusal.class)
                .hasMessage("No room on the disk of /karaf/data: free 12.0 MiB");
        assertThat(shell.maintenance.calls).hasSize(1);
        assertThat(shell.printed().notes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anAbsentStoreIsAFailure(TunnelwatchAction command) {
        assertThatThrownBy(() -> shell.without(HistoryMaintenance.class).run(command, arguments(command)))
                .isInstanceOf(Refusal.class)
                .hasMessage("The alert history is not here: the bundle alert-store is not active"
                        + " (feature:install tunnelwatch-store-sqlite)");
    }

    @Test
    void onATerminalCtrlCIsSaidByTheCommandItself() {
        answer("y");
        shell.maintenance.trouble = Optional.of("The work was interrupted; the database is as it was");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> shell.run(new RebuildCommand())).isInstanceOf(Refusal.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(shell.printed().notes()).isEqualTo("The work was interrupted; the database is as it was\n");
    }

    @Test
    void scriptsHearNothingOfLongWork() {
        shell.run(new BackupCommand(), "--json");
        assertThat(shell.maintenance.heard).containsSame(Progress.NONE);

        shell.run(new BackupCommand());
        assertThat(shell.maintenance.heard).isPresent().get().isNotSameAs(Progress.NONE);
    }

    static Stream<TunnelwatchAction> commands() {
        return Stream.of(new BackupCommand(), new RestoreCommand(), new RebuildCommand(), new StoreCheckCommand());
    }

    private static String[] arguments(TunnelwatchAction command) {
        if (command instanceof RestoreCommand) {
            return new String[] {"--yes", "mine.db"};
        }
        return command instanceof RebuildCommand ? new String[] {"--yes"} : new String[] {};
    }

    private void answer(String typed) {
        shell.prompt = Optional.of(question -> {
            questions.add(question);
            return Optional.of(typed);
        });
    }
}
