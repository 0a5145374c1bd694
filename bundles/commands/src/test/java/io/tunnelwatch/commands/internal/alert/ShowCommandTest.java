package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.EPOCH;
import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.Samples.alert;
import static io.tunnelwatch.commands.internal.Samples.id;
import static io.tunnelwatch.commands.internal.Samples.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.TestShell.Printed;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShowCommandTest {

    private final TestShell shell = new TestShell();
    private final Alert alert = alert(1, AlertState.OPEN, "laptop-7");
    private final Acknowledged acknowledged =
            new Acknowledged(UUID.randomUUID(), alert.id(), NOON.minusSeconds(30), "ada", Optional.of("on my way"));

    @Test
    void fieldsTimeLineAndDeliveriesAreShown() {
        shell.history.alerts.add(alert);
        shell.history.timeline.add(entry(7, raised(alert)));
        shell.history.timeline.add(new LogEntry.Unknown(
                new Position(EPOCH, 8), "{\"type\":\"Escalated\",\"alertId\":\"" + alert.id() + "\"}"));
        shell.history.deliveries.add(new Delivery(
                alert.id(),
                "email.noc",
                Notice.RAISED,
                NOON.minusSeconds(50),
                Optional.of("connection refused"),
                false));
        shell.log.entries.add(entry(9, acknowledged));
        shell.log.pending.add(alert);

        Printed printed = shell.runAt(80, new ShowCommand(), "0199a4b2-0001");

        assertThat(printed.lines())
                .containsExactly(
                        "ID           0199a4b2-0001-7000-8000-00000000002a",
                        "Kind         PEER_DOWN",
                        "Severity     CRITICAL",
                        "State        OPEN (pending: not yet in the history)",
                        "Gateway      berlin",
                        "Interface    wg0",
                        "Peer         laptop-7",
                        "Public key   " + Samples.key("laptop-7"),
                        "Summary      Peer laptop-7 of berlin had no handshake for 3m10s",
                        "Occurrences  1",
                        "Raised       2026-11-23 11:59:00 UTC (1m ago)",
                        "Last seen    2026-11-23 11:59:00 UTC (1m ago)",
                        "",
                        "Time line",
                        "  2026-11-23 11:59:00 UTC  raised: Peer laptop-7 of berlin had no handshake for",
                        "    3m10s",
                        "  of a newer version",
                        "    {\"type\":\"Escalated\",\"alertId\":\"" + alert.id() + "\"}",
                        "  2026-11-23 11:59:30 UTC  acknowledged by ada: on my way",
                        "",
                        "CHANNEL    NOTICE  AT       RESULT",
                        "email.noc  RAISED  50s ago  tried again: connection refused");
        assertThat(printed.notes()).isEmpty();
    }

    @Test
    void whatTheLogKnowsIsShownWhileTheDatabaseIsDown() {
        shell.history.health = Samples.sick();
        shell.log.open.add(alert);
        shell.log.entries.addAll(List.of(
                entry(1, raised(alert(2, AlertState.OPEN, "other"))),
                entry(2, raised(alert)),
                entry(3, failed(NOON.minusSeconds(40))),
                entry(4, delivered(NOON.minusSeconds(20)))));

        Printed printed = shell.run(new ShowCommand(), "0199A4B2");

        assertThat(printed.out())
                .contains("raised: Peer laptop-7")
                .contains("notice RAISED not delivered by email.noc, tried again: timeout")
                .contains("notice RAISED delivered by email.noc to noc@example.org")
                .doesNotContain("other");
        assertThat(printed.lines().get(printed.lines().size() - 1)).endsWith("delivered");
        assertThat(printed.notes()).startsWith("The alert history is not available (READONLY");
    }

    @Test
    void theStoreMayBeAbsent() {
        shell.without(AlertHistory.class).log.open.add(alert);

        Printed printed = shell.run(new ShowCommand(), alert.id().toString());

        assertThat(printed.out()).contains("no event is left").contains("No deliveries.");
        assertThat(printed.notes()).startsWith("The alert history is not here").contains("feature:install");
    }

    @Test
    void jsonHoldsTheAlertItsEventsAndDeliveries() {
        shell.history.alerts.add(alert);
        shell.history.timeline.addAll(List.of(entry(7, raised(alert)), entry(8, delivered(NOON))));

        JsonNode json = shell.run(new ShowCommand(), "0199", "--json").json();

        assertThat(json.get("id").textValue()).isEqualTo(alert.id().toString());
        assertThat(json.get("interface").textValue()).isEqualTo("wg0");
        assertThat(json.at("/timeline/0/position/sequence").intValue()).isEqualTo(7);
        assertThat(json.at("/timeline/0/event/type").textValue()).isEqualTo("Raised");
        assertThat(json.at("/deliveries/0/channel").textValue()).isEqualTo("email.noc");
        assertThat(json.at("/history/state").textValue()).isEqualTo("AVAILABLE");
        assertThat(json.has("acknowledgedAt")).isFalse();
    }

    @Test
    void anUnknownIdIsRefused() {
        assertThatThrownBy(() -> shell.run(new ShowCommand(), "0199"))
                .isInstanceOf(Refusal.class)
                .hasMessage("No alert has an id that begins with '0199': alert:list --all shows them");
        assertThatThrownBy(() -> shell.without(AlertHistory.class).run(new ShowCommand(), "0199"))
                .hasMessageContaining("feature:install");
        assertThatThrownBy(() -> shell.without(AlertLog.class).run(new ShowCommand(), "0199"))
                .hasMessageStartingWith("The alert log is not here");
    }

    @Test
    void anUnknownIdWithoutTheDatabaseIsRefusedWithItsState() {
        shell.history.health = Samples.sick();

        assertThatThrownBy(() -> shell.run(new ShowCommand(), "0199"))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining("READONLY");
    }

    @Test
    void anAmbiguousBeginningIsRefusedWithTheCandidates() {
        shell.history.alerts.addAll(List.of(alert, alert(2, AlertState.RESOLVED, "laptop-8")));

        assertThatThrownBy(() -> shell.run(new ShowCommand(), "0199a4b2"))
                .isInstanceOf(Refusal.class)
                .hasMessage("'0199a4b2' begins the ids of several alerts, type more of it: " + id(1)
                        + " (PEER_DOWN laptop-7), " + id(2) + " (PEER_DOWN laptop-8)");
    }

    @Test
    void whatIsNoIdIsRefused() {
        assertThatThrownBy(() -> shell.run(new ShowCommand(), "%"))
                .hasMessage("'%' is not the id of an alert, nor the beginning of one");
        assertThatThrownBy(() -> shell.run(new ShowCommand(), "0199", "0198"))
                .hasMessage("One id is wanted, not 2: 0199 0198; options other than --json stand before it");
    }

    private static LogEntry entry(long sequence, AlertEvent event) {
        return new LogEntry.Known(new Position(EPOCH, sequence), EventJson.write(event), event);
    }

    private Delivered delivered(Instant at) {
        return new Delivered(
                UUID.randomUUID(), alert.id(), at, "email.noc", Notice.RAISED, Optional.of("noc@example.org"));
    }

    private DeliveryFailed failed(Instant at) {
        return new DeliveryFailed(UUID.randomUUID(), alert.id(), at, "email.noc", Notice.RAISED, "timeout", false);
    }
}
