package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.EPOCH;
import static io.tunnelwatch.commands.internal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
                        "Last backup     none is known");
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
                        + "\"position\":{\"epoch\":\"" + EPOCH + "\",\"sequence\":0},\"lag\":11}\n");
    }

    @Test
    void anAbsentStoreIsAFailure() {
        assertThatThrownBy(() -> shell.without(AlertHistory.class).run(new StoreCommand()))
                .hasMessage("The alert history is not here: the bundle alert-store is not active"
                        + " (feature:install tunnelwatch-store)");
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

    private static ConsumerStatus behind() {
        return new ConsumerStatus(
                AlertHistory.CONSUMER_ID,
                ConsumerState.RETRYING,
                Optional.empty(),
                11,
                Optional.of("attempt to write a readonly database, again"));
    }
}
