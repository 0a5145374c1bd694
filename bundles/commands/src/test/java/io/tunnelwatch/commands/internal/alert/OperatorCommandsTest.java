package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.Samples.alert;
import static io.tunnelwatch.commands.internal.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.commands.internal.Failed;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.history.AlertHistory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorCommandsTest {

    private final TestShell shell = new TestShell();

    @BeforeEach
    void twoAlertsAreOpen() {
        shell.log.open.add(alert(1, AlertState.OPEN, "laptop-7"));
        shell.log.open.add(alert(2, AlertState.OPEN, "phone"));
    }

    @Test
    void anAlertIsTakenOnWithANote() {
        assertThat(shell.run(new AckCommand(), "0199a4b2-0001", "--note", "on my way")
                        .out())
                .isEqualTo("Acknowledged " + id(1) + ": Peer laptop-7 of berlin had no handshake for 3m10s\n");
        assertThat(shell.log.appended).singleElement().satisfies(event -> {
            Acknowledged acknowledged = (Acknowledged) event;
            assertThat(acknowledged.alertId()).isEqualTo(id(1));
            assertThat(acknowledged.at()).isEqualTo(NOON);
            assertThat(acknowledged.operator()).isEqualTo("karaf");
            assertThat(acknowledged.note()).contains("on my way");
        });
    }

    @Test
    void severalAreTakenOnAndGivenBackAndTheirStateIsAnswered() {
        JsonNode json = shell.run(new AckCommand(), "--note", "both", "0199a4b2-0001", "0199a4b2-0002", "--json")
                .json();
        assertThat(json.at("/alerts/1/state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(json.at("/alerts/1/acknowledgedBy").asText()).isEqualTo("karaf");
        shell.run(new UnackCommand(), "0199a4b2-0002");
        assertThat(shell.log.open)
                .extracting(one -> one.state())
                .containsExactly(AlertState.ACKNOWLEDGED, AlertState.OPEN);
    }

    @Test
    void oneThatDoesNotAllowItKeepsNoOtherFromIt() {
        shell.run(new AckCommand(), "0199a4b2-0001");
        assertThatThrownBy(() -> shell.run(new AckCommand(), "0199a4b2-0001", "0199a4b2-0002"))
                .isInstanceOf(Failed.class);
        assertThat(shell.printed().out()).startsWith("Acknowledged " + id(2));
        assertThat(shell.printed().notes()).contains("acknowledged already, by karaf");
        assertThatThrownBy(() -> shell.run(new AckCommand(), "0199a4b2-0001"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("acknowledged already");
    }

    @Test
    void whatIsResolvedByHandNamesWhoAndWhy() {
        shell.run(new ResolveCommand(), "0199a4b2-0001", "--note", "taken out of service");
        Resolved resolved = (Resolved) shell.log.appended.get(0);
        assertThat(resolved.operator()).contains("karaf");
        assertThat(resolved.reason()).isEqualTo("taken out of service");
        shell.history.alerts.add(alert(3, AlertState.RESOLVED, "gone"));
        assertThatThrownBy(() -> shell.run(new ResolveCommand(), "0199a4b2-0003"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("resolved already");
    }

    @Test
    void withoutADatabaseItIsDoneAndSaidThatTheHistoryFollows() {
        shell.without(AlertHistory.class);
        assertThat(shell.run(new AckCommand(), "0199a4b2-0001").notes()).contains("It is in the log", "follows");
        assertThat(shell.log.appended).hasSize(1);
    }

    @Test
    void wrongOptionsBehindTheIdsAreRefused() {
        assertThatThrownBy(() -> shell.run(new AckCommand(), "0199a4b2-0001", "--node", "x"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no option --node");
        assertThatThrownBy(() -> shell.run(new AckCommand(), "0199a4b2-0001", "--note"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--note wants a value");
        assertThat(shell.log.appended).isEmpty();
    }

    @Test
    void aGatewayIsSilencedListedAndUnsilenced() {
        String said = shell.run(new SilenceCommand(), "--gateway", "berlin", "--for", "2h", "--note", "new router")
                .out();
        assertThat(said).contains("of gateway berlin", "to 2026-11-23 14:00:00 UTC", "open now: 2 alerts");
        Silenced silenced = (Silenced) shell.log.appended.get(0);
        assertThat(silenced.silence().end()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(silenced.silence().note()).contains("new router");
        assertThat(shell.run(new SilencesCommand()).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("HOLDS", "gateway berlin", "karaf", "new router");
        assertThat(shell.run(new SilencesCommand(), "--json")
                        .json()
                        .at("/silences/0/gateway")
                        .asText())
                .isEqualTo("berlin");

        String beginning = silenced.silence().id().toString().substring(0, 23);
        assertThat(shell.run(new UnsilenceCommand(), beginning, "--note", "done")
                        .out())
                .startsWith("Ended the silence " + silenced.silence().id());
        assertThat(((Unsilenced) shell.log.appended.get(1)).note()).contains("done");
        assertThat(shell.run(new SilencesCommand()).out()).isEqualTo("No silences.\n");
    }

    @Test
    void aSilenceMayBeginLaterAndBeOfAKind() {
        shell.run(new SilenceCommand(), "--kind", "peer_down", "--from", "2026-11-24T01:00:00+01:00", "--for", "30m");
        Silenced silenced = (Silenced) shell.log.appended.get(0);
        assertThat(silenced.silence().kind()).isEqualTo(Optional.of(AlertKind.PEER_DOWN));
        assertThat(silenced.silence().start()).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(silenced.silence().end()).isEqualTo("2026-11-24T00:30:00Z");
        assertThat(shell.run(new SilencesCommand()).out()).contains("LATER", "kind PEER_DOWN");
    }

    @Test
    void aSilenceOfEverythingMustBeMeant() {
        assertThatThrownBy(() -> shell.run(new SilenceCommand(), "--for", "2h"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--all");
        assertThatThrownBy(() -> shell.run(new SilenceCommand(), "--all", "--gateway", "berlin", "--for", "2h"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> shell.run(new SilenceCommand(), "--all", "--for", "2 hours"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--for");
        assertThatThrownBy(() -> shell.run(new SilenceCommand(), "--all", "--for", "400d"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("366d");
        assertThatThrownBy(() -> shell.run(new SilenceCommand(), "--all", "--from", "yesterday", "--for", "2h"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--from");
        assertThat(shell.log.appended).isEmpty();
        assertThat(shell.run(new SilenceCommand(), "--all", "--for", "15m").out())
                .contains("of all alerts");
    }

    @Test
    void withoutALogNothingCanBeDone() {
        shell.log.isOpen = false;
        assertThatThrownBy(() -> shell.run(new AckCommand(), Samples.id(1).toString()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> shell.run(new SilencesCommand())).isInstanceOf(Refusal.class);
    }
}
