package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.Samples.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.ChannelStatus.State;
import io.tunnelwatch.notifier.DeadLetter;
import io.tunnelwatch.notifier.Notifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelCommandsTest {

    private final TestShell shell = new TestShell();
    private final Alert alert = alert(1, AlertState.OPEN, "laptop-7");

    @BeforeEach
    void anAlertIsThere() {
        shell.history.alerts.add(alert);
    }

    @Test
    void channelsAreShownWithWhatIsWrong() {
        shell.notifier.channels.add(working("alertmanager.prom"));
        shell.notifier.channels.add(failing("email.noc"));

        assertThat(shell.runAt(80, new ChannelsCommand()).lines())
                .containsExactly(
                        "CHANNEL            STATE    BACKLOG  HELD  DEAD  DELIVERED  TARGET",
                        "alertmanager.prom  WORKING        0     0     0  1m ago     http://prom:9093",
                        "email.noc          FAILING       12     3     1  never      noc@example.org b...",
                        "email.noc: template text, line 3: there is no field 'sumary'; the built-in one",
                        "  is used",
                        "email.noc fails since 2026-11-23 11:50:00 UTC (10m ago): smtp.example.org:587",
                        "  refused the connection",
                        "  tried again at 2026-11-23 12:00:30 UTC",
                        "email.noc gave up on RAISED of 0199a4b2-0001-7000-8000-00000000002a, 2026-11-23",
                        "  11:55:00 UTC (5m ago): 550 no such user");
        JsonNode json = shell.run(new ChannelsCommand(), "--json").json();
        assertThat(json.at("/channels/1/id").asText()).isEqualTo("email.noc");
        assertThat(json.at("/channels/1/deadLetters/0/notice").asText()).isEqualTo("RAISED");
        assertThat(json.at("/channels/1/nextAttempt").asText()).isEqualTo("2026-11-23T12:00:30Z");
    }

    @Test
    void withoutAChannelItIsSaidHowToMakeOne() {
        assertThat(shell.run(new ChannelsCommand()).out())
                .contains("nobody is told", "io.tunnelwatch.channel.email-NAME");
    }

    @Test
    void aTestWaitsForTheAnswer() {
        assertThat(shell.run(new TestCommand(), "email.noc").out())
                .isEqualTo("Channel email.noc: the other side confirmed it for noc@example.org\n");
        assertThat(shell.notifier.asked).containsExactly("test email.noc by karaf");
        shell.notifier.refusal = Optional.of("Channel email.noc: connection refused");
        assertThatThrownBy(() -> shell.run(new TestCommand(), "email.noc"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Channel email.noc: connection refused");
    }

    @Test
    void deadLettersAreSentAgain() {
        shell.notifier.channels.add(working("alertmanager.prom"));
        shell.notifier.channels.add(failing("email.noc"));
        JsonNode json =
                shell.run(new ResendCommand(), "0199a4b2-0001", "--json").json();
        assertThat(json.get("channel").asText()).isEqualTo("email.noc");
        assertThat(shell.notifier.asked).containsExactly("resend RAISED of " + alert.id() + " through email.noc");
    }

    @Test
    void whatArrivedIsSentAgainThroughTheChannelThatIsNamed() {
        shell.notifier.channels.add(working("alertmanager.prom"));
        assertThatThrownBy(() -> shell.run(new ResendCommand(), "0199a4b2-0001"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("name the channel");
        shell.run(new ResendCommand(), "0199a4b2-0001", "alertmanager.prom");
        assertThat(shell.notifier.asked)
                .containsExactly("resend RAISED of " + alert.id() + " through alertmanager.prom");
    }

    @Test
    void withoutTheNotifierItIsSaid() {
        shell.without(Notifier.class);
        assertThatThrownBy(() -> shell.run(new ChannelsCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("tunnelwatch-notifier");
    }

    private static ChannelStatus working(String id) {
        return new ChannelStatus(
                id,
                "http://prom:9093",
                State.WORKING,
                0,
                0,
                Optional.of(NOON.minusSeconds(60)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                ChannelCounts.NONE);
    }

    private ChannelStatus failing(String id) {
        return new ChannelStatus(
                id,
                "noc@example.org by smtp.example.org:587",
                State.FAILING,
                12,
                3,
                Optional.empty(),
                Optional.of("smtp.example.org:587 refused the connection"),
                Optional.of(NOON.minusSeconds(600)),
                Optional.of(NOON.plusSeconds(30)),
                List.of("template text, line 3: there is no field 'sumary'; the built-in one is used"),
                List.of(new DeadLetter(alert.id(), Notice.RAISED, NOON.minusSeconds(300), "550 no such user")),
                ChannelCounts.NONE);
    }
}
