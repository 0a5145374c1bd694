package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.EPOCH;
import static io.tunnelwatch.commands.internal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.commands.internal.MemoryMaintenance;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAndLogCommandTest {

    private final TestShell shell = new TestShell();

    @Test
    void theStoreSaysWhatIsWrongAndWhatToDo() {
        shell.history.health = Samples.sick();
        shell.history.lastFault = Optional.of(
                new StoreStatus.Fault(StoreHealth.State.READONLY, NOON.minusSeconds(60), "attempt to write"));
        shell.history.lastRecovery = Optional.of(
                new StoreStatus.Recovery(StoreHealth.State.LOCKED, NOON.minusSeconds(3600), "waited for the lock"));
        shell.log.consumers.add(behind());

        assertThat(shell.runAt(80, new StoreCommand()).lines())
                .containsExactly(
                        "State           READONLY",
                        "Since           2026-11-23 11:59:00 UTC (1m ago)",
                        "Cause           attempt to write a readonly database:",
                        "                /karaf/data/tunnelwatch/alerts.db",
                        "Hint            Make it writable; the store goes on by itself",
                        "URL             jdbc:sqlite:/karaf/data/tunnelwatch/alerts.db",
                        "Schema version  1",
                        "Pragmas         journal_mode=TRUNCATE, synchronous=FULL",
                        "Pool            1 active, 2 idle, at most 8",
                        "Position        0@0199a000",
                        "Lag             11 events",
                        "Last fault      READONLY, 2026-11-23 11:59:00 UTC (1m ago): attempt to write",
                        "Last recovery   from LOCKED, 2026-11-23 11:00:00 UTC (1h ago): waited for the",
                        "                lock",
                        "Last backup     none is known",
                        "Retention       everything is kept");
    }

    @Test
    void theStoreAnswersWithoutTheLog() {
        assertThat(shell.without(AlertLog.class).run(new StoreCommand()).out())
                .contains("AVAILABLE")
                .doesNotContain("Lag");
    }

    @Test
    void theStoreAsJsonHasTheNamesOfTheContract() {
        shell.log.consumers.add(behind());

        assertThat(shell.run(new StoreCommand(), "--json").out())
                .isEqualTo("{\"state\":\"AVAILABLE\",\"since\":\"2026-11-23T12:00:00Z\","
                        + "\"url\":\"jdbc:sqlite:/karaf/data/tunnelwatch/alerts.db\",\"schemaVersion\":1,"
                        + "\"pragmas\":{\"journal_mode\":\"TRUNCATE\",\"synchronous\":\"FULL\"},\"pool\":{\"active\":1,\"idle\":2,\"max\":8},"
                        + "\"position\":{\"epoch\":\"" + EPOCH
                        + "\",\"sequence\":0},\"lag\":11,\"quarantine\":[],\"retention\":{}}\n");
    }

    @Test
    void theStoreShowsItsBackupsAndWhatWasPutAway(@TempDir Path folder) throws IOException {
        shell.history.url = Optional.of("jdbc:sqlite:" + Files.write(folder.resolve("alerts.db"), new byte[2048]));
        backedUpAndDamaged();

        List<String> lines = shell.runAt(80, new StoreCommand()).lines();

        assertThat(lines).contains("Size            2.0 KiB");
        assertThat(lines.subList(lines.indexOf("Size            2.0 KiB") + 1, lines.size()))
                .containsExactly(
                        "Schema version  1",
                        "Pragmas         journal_mode=TRUNCATE, synchronous=FULL",
                        "Pool            1 active, 2 idle, at most 8",
                        "Position        0@0199a000",
                        "Last backup     2026-11-23 11:00:00 UTC (1h ago), 1.5 MiB, 4710 alerts:",
                        "                /karaf/data/tunnelwatch/backup/alerts-20261123T110000Z.db",
                        "Backup trouble  No room on the disk of /karaf/data",
                        "Retention       everything is kept",
                        "Quarantined     2026-11-23 11:59:00 UTC (1m ago): file is not a database; being",
                        "                salvaged; it is /karaf/data/tunnelwatch/quarantine/alerts-2.db",
                        "Quarantined     2026-11-23 11:00:00 UTC (1h ago): database disk image is",
                        "                malformed; whole again: 12 alerts were only in it; it is",
                        "                /karaf/data/tunnelwatch/quarantine/alerts-1.db");
    }

    @Test
    void backupsAndWhatWasPutAwayAreInTheJsonToo() {
        backedUpAndDamaged();

        JsonNode json = shell.run(new StoreCommand(), "--json").json();

        assertThat(json.get("lastBackup").toString())
                .isEqualTo("{\"at\":\"2026-11-23T11:00:00Z\","
                        + "\"file\":\"/karaf/data/tunnelwatch/backup/alerts-20261123T110000Z.db\",\"bytes\":1572864,"
                        + "\"alerts\":4710,\"position\":{\"epoch\":\"" + EPOCH + "\",\"sequence\":8999}}");
        assertThat(json.get("backupTrouble").textValue()).isEqualTo("No room on the disk of /karaf/data");
        assertThat(json.get("quarantine").get(0).toString())
                .isEqualTo("{\"file\":\"/karaf/data/tunnelwatch/quarantine/alerts-2.db\","
                        + "\"at\":\"2026-11-23T11:59:00Z\",\"cause\":\"file is not a database\"}");
        assertThat(json.get("quarantine").get(1).toString())
                .endsWith("\"salvagedAlerts\":12,\"lostAlerts\":0,\"lostEvents\":0}");
        assertThat(json.has("bytes")).isFalse();
    }

    @Test
    void whatIsKeptAndWhatWentLastIsSaid(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("alerts.db"), new byte[3 << 20]);
        shell.history.url = Optional.of("jdbc:sqlite:" + file);
        shell.history.freeBytes = Optional.of(2L << 20);
        shell.history.retention = new StoreStatus.Retention(
                Optional.of(90),
                Optional.of(100_000L),
                Optional.of(new StoreStatus.Retired(NOON.minusSeconds(60), 1, 7, 4096)),
                Optional.of("database is locked"));

        assertThat(shell.run(new StoreCommand()).lines())
                .contains(
                        "Size            3.0 MiB, 2.0 MiB of it free",
                        "Retention       alerts go 90 days after their end, or when there are 100000 newer ones; open ones stay",
                        "Last retired    2026-11-23 11:59:00 UTC (1m ago): 1 alert, 7 events; the file gave 4.0 KiB back",
                        "Not retired     database is locked");
        assertThat(shell.run(new StoreCommand(), "--json")
                        .json()
                        .get("retention")
                        .toString())
                .isEqualTo("{\"days\":90,\"maxAlerts\":100000,\"lastRetired\":{\"at\":\"2026-11-23T11:59:00Z\","
                        + "\"alerts\":1,\"events\":7,\"bytesGivenBack\":4096},\"trouble\":\"database is locked\"}");
    }

    @Test
    void ofAFileThatNeverShrinksItSaysWhatHelps() {
        assertThat(RetentionWords.kept(StoreStatus.Retention.ALL)).isEqualTo("everything is kept");
        assertThat(RetentionWords.kept(new StoreStatus.Retention(
                        Optional.empty(), Optional.of(1L), Optional.empty(), Optional.empty())))
                .isEqualTo("alerts go when there is 1 newer one; open ones stay");
        assertThat(RetentionWords.free(Optional.of(2L << 20), "NONE"))
                .isEqualTo(", 2.0 MiB of it free (for new alerts; it gets smaller with alert:rebuild only)");
        assertThat(RetentionWords.free(Optional.of(2L << 20), "INCREMENTAL")).isEqualTo(", 2.0 MiB of it free");
        assertThat(RetentionWords.free(Optional.of(0L), "NONE")).isEmpty();
    }

    @Test
    void ofManyFilesThatWerePutAwayTheLatestAreShown() {
        shell.history.quarantine = Collections.nCopies(7, quarantined(1, 0, "replaced", Optional.empty()));

        assertThat(shell.run(new StoreCommand()).lines())
                .filteredOn(line -> line.startsWith("Quarantined"))
                .hasSize(6)
                .last()
                .isEqualTo("Quarantined     and 2 earlier; --json has them all");
        assertThat(shell.run(new StoreCommand(), "--json").json().get("quarantine"))
                .hasSize(7);
    }

    @Test
    void theSizeOfADatabaseThatIsNoFileIsNotKnown() {
        for (String url :
                List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:a\0b", "jdbc:postgresql://h/db")) {
            shell.history.url = Optional.of(url);
            assertThat(shell.run(new StoreCommand(), "--json").json().has("bytes"))
                    .as(url)
                    .isFalse();
        }
    }

    private void backedUpAndDamaged() {
        shell.history.lastBackup = Optional.of(MemoryMaintenance.backup(1));
        shell.history.backupTrouble = Optional.of("No room on the disk of /karaf/data");
        shell.history.quarantine = List.of(
                quarantined(2, 60, "file is not a database", Optional.empty()),
                quarantined(
                        1,
                        3600,
                        "database disk image is malformed",
                        Optional.of(new Outcome(12, 0, 0, Optional.empty(), Optional.empty()))));
    }

    private static Quarantined quarantined(int n, long secondsAgo, String cause, Optional<Outcome> outcome) {
        return new Quarantined(
                Path.of("/karaf/data/tunnelwatch/quarantine/alerts-" + n + ".db"),
                NOON.minusSeconds(secondsAgo),
                cause,
                true,
                outcome);
    }

    @Test
    void anAbsentStoreIsAFailure() {
        assertThatThrownBy(() -> shell.without(AlertHistory.class).run(new StoreCommand()))
                .hasMessage("The alert history is not here: the bundle alert-store is not active"
                        + " (feature:install tunnelwatch-store-sqlite)");
    }

    @Test
    void theLogShowsItsSizeItsTroublesAndItsConsumers() {
        shell.log.consumers.add(behind());
        shell.log.consumers.add(new ConsumerStatus(
                "channel.email.noc",
                ConsumerState.CURRENT,
                Optional.of(new Position(EPOCH, 4711)),
                0,
                Optional.empty()));
        shell.log.missing.add(new MissingRange(40, 42));
        shell.log.missing.add(new MissingRange(50, 50));
        shell.log.lastAppendError = Optional.of(new AppendError(NOON.minusSeconds(5), "No space left on device"));

        assertThat(shell.runAt(80, new LogCommand()).lines())
                .containsExactly(
                        "Directory          /karaf/data/tunnelwatch/log",
                        "Size               3.3 MiB of 256.0 MiB",
                        "Segments           2",
                        "Events             12 to 4711",
                        "Log                " + EPOCH,
                        "Epoch              " + EPOCH,
                        "Reserve            untouched",
                        "Missing            40 to 42, 50",
                        "Last append error  2026-11-23 11:59:55 UTC (5s ago): No space left on device",
                        "",
                        "CONSUMER           STATE     POSITION       LAG",
                        "alert-store        RETRYING                  11",
                        "channel.email.noc  CURRENT   4711@0199a000    0",
                        "alert-store: attempt to write a readonly database, again");
    }

    @Test
    void theLogAsJsonHasTheNamesOfTheContract() {
        shell.log.consumers.add(behind());

        JsonNode json = shell.run(new LogCommand(), "--json").json();

        assertThat(json.get("directory").textValue()).isEqualTo("/karaf/data/tunnelwatch/log");
        assertThat(json.get("bytes").longValue()).isEqualTo(3_407_872);
        assertThat(json.get("segments").intValue()).isEqualTo(2);
        assertThat(json.get("lastSequence").intValue()).isEqualTo(4711);
        assertThat(json.get("consumers").toString())
                .isEqualTo("[{\"id\":\"alert-store\",\"state\":\"RETRYING\",\"lag\":11,"
                        + "\"lastError\":\"attempt to write a readonly database, again\"}]");
        assertThat(json.has("lastAppendError")).isFalse();
    }

    @Test
    void anAbsentLogIsAFailure() {
        assertThatThrownBy(() -> shell.without(AlertLog.class).run(new LogCommand()))
                .hasMessageStartingWith("The alert log is not here");
    }

    @Test
    void aConsumerThatIsGoneCanBeForgotten() {
        shell.log.consumers.add(behind());
        shell.log.consumers.add(
                new ConsumerStatus("listener.tickets", ConsumerState.ABSENT, Optional.empty(), 7, Optional.empty()));

        assertThat(shell.run(new ForgetCommand(), "listener.tickets").out()).contains("forgotten listener.tickets");
        assertThat(shell.log.consumers).containsExactly(behind());
        assertThatThrownBy(() -> shell.run(new ForgetCommand(), "listener.tickets"))
                .hasMessageContaining("knows no consumer listener.tickets");
        assertThatThrownBy(() -> shell.run(new ForgetCommand(), behind().id()))
                .hasMessageContaining("only one that is ABSENT");
        assertThat(shell.log.consumers).containsExactly(behind());
    }

    private static ConsumerStatus behind() {
        return new ConsumerStatus(
                AlertHistory.CONSUMER_ID,
                ConsumerState.RETRYING,
                Optional.empty(),
                11,
                Optional.of("attempt to write a readonly database, again"));
    }
}
