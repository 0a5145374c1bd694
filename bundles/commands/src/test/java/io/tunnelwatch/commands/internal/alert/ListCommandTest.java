package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.alert.AlertState.OPEN;
import static io.tunnelwatch.alert.AlertState.RESOLVED;
import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.Samples.alert;
import static io.tunnelwatch.commands.internal.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.TestShell.Printed;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandTest {

    private final TestShell shell = new TestShell();

    @Test
    void theTableFitsANarrowAndAWideTerminal() {
        shell.log.open.addAll(List.of(alert(3, OPEN, "laptop-7"), alert(1, AlertState.ACKNOWLEDGED, "office-berlin")));
        shell.log.open.add(system());

        assertThat(shell.runAt(80, new ListCommand()).lines())
                .containsExactly(
                        "ID             SEVERITY  KIND            STATE  GATEWAY  PEER      RAISED  COUNT",
                        "0199a4b2-0001  CRITICAL  PEER_DOWN       ACK    berlin   offic...  1m",
                        "0199a4b2-0009  WARNING   STORE_DEGRADED  OPEN                      2m",
                        "0199a4b2-0003  CRITICAL  PEER_DOWN       OPEN   berlin   laptop-7  3m          3");
        assertThat(shell.runAt(160, new ListCommand()).lines())
                .containsExactly(
                        "ID             SEVERITY  KIND            STATE  GATEWAY  PEER           RAISED  COUNT  SUMMARY",
                        "0199a4b2-0001  CRITICAL  PEER_DOWN       ACK    berlin   office-berlin  1m"
                                + "             Peer office-berlin of berlin had no handshake for 3m10s",
                        "0199a4b2-0009  WARNING   STORE_DEGRADED  OPEN                           2m"
                                + "             The alert history is READONLY",
                        "0199a4b2-0003  CRITICAL  PEER_DOWN       OPEN   berlin   laptop-7       3m"
                                + "          3  Peer laptop-7 of berlin had no handshake for 3m10s");
    }

    @Test
    void theSummaryIsCutBeforeItIsLeftOut() {
        shell.log.open.add(alert(1, OPEN, "laptop-7"));

        assertThat(shell.runAt(100, new ListCommand()).lines())
                .containsExactly(
                        "ID             SEVERITY  KIND       STATE  GATEWAY  PEER      RAISED  SUMMARY",
                        "0199a4b2-0001  CRITICAL  PEER_DOWN  OPEN   berlin   laptop-7  1m      Peer laptop-7 of berlin had...");
        assertThat(shell.runAt(80, new ListCommand()).lines().get(0)).endsWith("RAISED");
    }

    @Test
    void anAlertWithoutAPeerNamesItsInterfaceBesideTheGateway() {
        Alert peer = alert(1, OPEN, "laptop-7");
        shell.log.open.add(new Alert(
                peer.id(),
                AlertKey.ofInterface(AlertKind.INTERFACE_DOWN, "berlin", "wg1"),
                peer.severity(),
                OPEN,
                Optional.empty(),
                "Interface wg1 on berlin is missing",
                List.of(),
                1,
                peer.raisedAt(),
                peer.lastSeenAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

        assertThat(shell.runAt(80, new ListCommand()).lines().get(1))
                .startsWith("0199a4b2-0001  CRITICAL  INTERFACE_DOWN  OPEN   berlin/wg1");
    }

    @Test
    void nothingIsCutInAPipe() {
        shell.log.open.add(alert(3, OPEN, "a-name-that-is-much-longer-than-any-column-of-a-table-would-be"));

        assertThat(shell.run(new ListCommand()).lines().get(1))
                .contains("a-name-that-is-much-longer-than-any-column-of-a-table-would-be")
                .contains("2026-11-23 11:57:00 UTC (3m ago)")
                .endsWith("had no handshake for 3m10s");
    }

    @Test
    void whatIsOpenIsListedWithNoStoreAtAll() {
        shell.without(AlertHistory.class).log.open.add(alert(1, OPEN, "laptop-7"));

        Printed printed = shell.run(new ListCommand());

        assertThat(printed.lines()).hasSize(2);
        assertThat(printed.notes()).isEmpty();
        assertThat(shell.run(new ListCommand(), "--all").notes())
                .startsWith("The alert history is not here: the bundle alert-store is not active");
    }

    @Test
    void aSickDatabaseIsSaidInOneLineAndIsNoFailure() {
        shell.history.health = Samples.sick();
        shell.log.open.add(alert(1, OPEN, "laptop-7"));
        shell.log.pending.add(shell.log.open.get(0));

        Printed printed = shell.run(new ListCommand());

        assertThat(printed.lines()).hasSize(2);
        assertThat(printed.lines().get(1)).contains("OPEN pending");
        assertThat(printed.notes().lines())
                .containsExactly("The alert history is not available (READONLY: attempt to write a readonly database:"
                        + " /karaf/data/tunnelwatch/alerts.db); this is what the log knows. Make it writable; the store"
                        + " goes on by itself");
    }

    @Test
    void theHistoryAloneIsListedWhenTheLogIsAbsent() {
        shell.without(AlertLog.class).history.alerts.add(alert(1, OPEN, "laptop-7"));

        Printed printed = shell.run(new ListCommand());

        assertThat(printed.lines()).hasSize(2);
        assertThat(printed.notes()).startsWith("The alert log is not here");
    }

    @Test
    void aLogThatCouldNotBeOpenedIsNotTakenForOneWithNothingOpen() {
        shell.log.isOpen = false;
        shell.history.alerts.add(alert(1, OPEN, "laptop-7"));

        Printed printed = shell.run(new ListCommand());

        assertThat(printed.lines()).hasSize(2);
        assertThat(printed.notes()).startsWith("The alert log could not be opened");

        shell.without(AlertHistory.class);
        assertThatThrownBy(() -> shell.run(new ListCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("could not be opened");
    }

    @Test
    void withNeitherItFails() {
        shell.without(AlertLog.class).without(AlertHistory.class);

        assertThatThrownBy(() -> shell.run(new ListCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("alert log");
    }

    @Test
    void anEmptyListSaysSo() {
        assertThat(shell.run(new ListCommand()).out()).isEqualTo("No open alerts.\n");
        assertThat(shell.run(new ListCommand(), "--all").out()).isEqualTo("No alerts.\n");
        assertThat(shell.run(new ListCommand(), "--kind", "PEER_DOWN").out()).isEqualTo("No alerts match.\n");
    }

    @Test
    void jsonHasTheNamesOfTheContract() {
        shell.history.alerts.addAll(List.of(alert(1, OPEN, "laptop-7"), alert(2, RESOLVED, "laptop-8")));
        shell.log.pending.add(shell.history.alerts.get(0));

        JsonNode json =
                shell.run(new ListCommand(), "--all", "--limit", "1", "--json").json();

        assertThat(json.toString())
                .isEqualTo("{\"alerts\":[{\"id\":\"" + id(1) + "\",\"kind\":\"PEER_DOWN\",\"severity\":\"CRITICAL\","
                        + "\"state\":\"OPEN\",\"gateway\":\"berlin\",\"interface\":\"wg0\",\"peerKey\":\""
                        + Samples.key("laptop-7") + "\",\"peerName\":\"laptop-7\",\"summary\":\"Peer laptop-7 of berlin"
                        + " had no handshake for 3m10s\",\"occurrences\":1,\"raisedAt\":\"2026-11-23T11:59:00Z\","
                        + "\"lastSeenAt\":\"2026-11-23T11:59:00Z\",\"pending\":true,\"tags\":[]}],\"next\":\""
                        + json.get("next").textValue() + "\",\"history\":{\"state\":\"AVAILABLE\",\"since\":\"" + NOON
                        + "\"}}");
    }

    @Test
    void jsonIsPureWhateverIsWrong() {
        shell.history.health = Samples.sick();

        Printed printed = shell.run(new ListCommand(), "--all", "--json");

        assertThat(printed.json().at("/history/state").textValue()).isEqualTo("READONLY");
        assertThat(printed.json().at("/history/hint").textValue()).startsWith("Make it writable");
        assertThat(printed.notes()).isEmpty();
        assertThat(shell.without(AlertHistory.class)
                        .run(new ListCommand(), "--json")
                        .out())
                .isEqualTo("{\"alerts\":[]}\n");
    }

    @Test
    void pagesAreFollowedByCopyingTheHint() {
        for (int n = 1; n <= 5; n++) {
            shell.history.alerts.add(alert(n, RESOLVED, "laptop-" + n));
        }

        Printed first =
                shell.run(new ListCommand(), "--all", "--gateway", "berlin", "--text", "no handshake", "--limit", "3");

        assertThat(first.lines()).hasSize(4);
        assertThat(first.notes())
                .startsWith("More: alert:list --all --gateway berlin --text 'no handshake' --limit 3 --after ");
        String cursor = first.notes().strip().replaceFirst(".* ", "");
        Printed second =
                shell.run(new ListCommand(), "--all", "--gateway", "berlin", "--limit", "3", "--after", cursor);
        assertThat(second.lines()).hasSize(3);
        assertThat(second.lines().get(1)).contains("laptop-4");
        assertThat(second.notes()).isEmpty();
    }

    @Test
    void filtersTakeSeveralValuesInEitherWay() {
        shell.history.alerts.addAll(
                List.of(alert(1, OPEN, "a"), alert(2, RESOLVED, "b"), alert(3, RESOLVED, "c"), system()));

        assertThat(shell.run(new ListCommand(), "--state", "open,resolved", "--peer", "a", "--peer", "b")
                        .lines())
                .hasSize(3);
        assertThat(shell.run(new ListCommand(), "--all", "--kind", "STORE_DEGRADED")
                        .lines())
                .hasSize(2);
        assertThat(shell.run(new ListCommand(), "--all", "--severity", "WARNING,INFO")
                        .lines())
                .hasSize(2);
        assertThat(shell.run(new ListCommand(), "--all", "--since", "2m30s", "--until", "90s")
                        .lines())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--state | shut | --state: 'shut' is refused, allowed is one of OPEN, ACKNOWLEDGED, RESOLVED",
                "--severity | HIGH | --severity: 'HIGH' is refused, allowed is one of INFO, WARNING, CRITICAL",
                "--kind | PEER_DOWN,PEER_LOST | --kind: 'PEER_LOST' is refused, allowed is one of PEER_DOWN, PEER_NEVER",
                "--gateway | a,,b | --gateway: 'a,,b' is refused, allowed is one value, or several with commas between",
                "--peer | , | --peer: ',' is refused, allowed is one value",
                "--since | yesterday | --since: 'yesterday' is not a point in time: write how long ago (24h, 7d)",
                "--until | 2026-13-01 | --until: '2026-13-01' is not a point in time",
                "--limit | 0 | --limit: '0' is refused, allowed is a whole number from 1 to 1000",
                "--limit | 1001 | --limit: '1001' is refused, allowed is a whole number from 1 to 1000",
                "--limit | many | --limit: 'many' is refused, allowed is a whole number from 1 to 1000",
                "--after | nowhere | --after: 'nowhere' is not a cursor"
            })
    void aWrongValueIsRefusedWithWhatIsAllowed(String option, String value, String message) {
        assertThatThrownBy(() -> shell.run(new ListCommand(), option, value))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anEndBeforeTheStartIsRefused() {
        assertThatThrownBy(() -> shell.run(new ListCommand(), "--since", "1h", "--until", "2h"))
                .hasMessage("--until: '2h' is refused, allowed is a time after --since");
    }

    @Test
    void textFromOutsideIsHarmlessAndColorsAreOurs() {
        shell.log.open.add(alert(1, OPEN, "evil\u001b[31m\u202e"));

        String out = shell.run(OptionalInt.of(160), true, new ListCommand()).out();

        assertThat(out).contains("evil\\u001b[31m\\u202e").contains("\u001b[31mCRITICAL\u001b[0m");
        assertThat(out.replace("\u001b[31mCRITICAL\u001b[0m", "")).doesNotContain("\u001b");
    }

    private static Alert system() {
        return new Alert(
                id(9),
                AlertKey.ofSystem(AlertKind.STORE_DEGRADED),
                Severity.WARNING,
                OPEN,
                Optional.empty(),
                "The alert history is READONLY",
                List.of(),
                1,
                NOON.minusSeconds(120),
                NOON.minusSeconds(120),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
