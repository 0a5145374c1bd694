package io.tunnelwatch.commands.internal.wg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.ReplayedEvent.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingCommandsTest {

    private final TestShell shell = new TestShell();

    @Test
    void aRecordingIsMadeAndSaid() {
        assertThat(shell.runAt(80, new RecordCommand(), "--for", "10m", "--gateway", "berlin,oslo", "/tmp/a.rec")
                        .lines())
                .containsExactly(
                        "File      /tmp/a.rec",
                        "Size      1.5 MiB",
                        "Gateways  berlin, oslo",
                        "Polls     120, of which 2 failed",
                        "Duration  10m");
        assertThat(shell.recordings.calls).containsExactly("record /tmp/a.rec [berlin, oslo] PT10M");
    }

    @Test
    void optionsMayStandBehindTheFile() {
        JsonNode json = shell.run(
                        new RecordCommand(),
                        "/tmp/a.rec",
                        "--gateway",
                        "berlin",
                        "--for",
                        "1h",
                        "--gateway",
                        "oslo",
                        "--json")
                .json();
        assertThat(shell.recordings.calls).containsExactly("record /tmp/a.rec [berlin, oslo] PT1H");
        assertThat(json.toString())
                .isEqualTo("{\"file\":\"/tmp/a.rec\",\"bytes\":1572864,\"gateways\":[\"berlin\",\"oslo\"],"
                        + "\"polls\":120,\"failedPolls\":2,\"durationSeconds\":600}");
        assertThat(shell.recordings.heard).containsSame(Progress.NONE);
    }

    @Test
    void withoutATimeCtrlCEndsItSoSomebodyHasToBeThere() {
        assertThatThrownBy(() -> shell.run(new RecordCommand(), "/tmp/a.rec"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--for is wanted: nobody can press Ctrl-C here");
        assertThat(shell.recordings.calls).isEmpty();
        shell.prompt = Optional.of(question -> Optional.empty());
        assertThat(shell.run(new RecordCommand(), "/tmp/a.rec").notes())
                .isEqualTo("Recording to /tmp/a.rec until Ctrl-C\n");
        assertThat(shell.recordings.calls).containsExactly("record /tmp/a.rec [] -");
    }

    @Test
    void behindCtrlCTheAnswerIsANote() {
        shell.prompt = Optional.of(question -> Optional.empty());
        Thread.currentThread().interrupt();
        TestShell.Printed printed;
        try {
            printed = shell.run(new RecordCommand(), "/tmp/a.rec");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(printed.notes()).endsWith("Recorded in /tmp/a.rec, polls: 120, of which 2 failed\n");
        assertThat(printed.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "soon", "-1m"})
    void aWrongTimeIsRefused(String typed) {
        assertThatThrownBy(() -> shell.run(new RecordCommand(), "--for", typed, "/tmp/a.rec"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("--for: '" + typed + "' is ");
        assertThat(shell.recordings.calls).isEmpty();
    }

    @Test
    void whatARecordingCanNotDoIsSaid() {
        shell.recordings.trouble = Optional.of("/tmp/a.rec exists already; a recording never overwrites a file");
        assertThatThrownBy(() -> shell.run(new RecordCommand(), "--for", "1m", "/tmp/a.rec"))
                .isInstanceOf(Refusal.class)
                .hasMessage("/tmp/a.rec exists already; a recording never overwrites a file");
    }

    @Test
    void aReplayIsToldLineByLine() {
        lostAndBack();
        shell.recordings.notes.add("The poll in line 7 of /tmp/a.rec is cut short and was left out");
        TestShell.Printed printed = shell.runAt(80, new ReplayCommand(), "/tmp/a.rec");
        assertThat(printed.lines())
                .containsExactly(
                        "2026-11-23 12:03:10 UTC  PEER_DOWN raised: Peer ada is down",
                        "2026-11-23 12:04:10 UTC  PEER_DOWN of ada (wg0 on berlin) resolved: a handshake",
                        "  0s ago",
                        "",
                        "Polls            360, of which 1 failed",
                        "Peers            5",
                        "Time             2026-11-23 12:00:00 UTC to 2026-11-23 13:00:00 UTC (1h)",
                        "Longest gap      10s without a poll, until 2026-11-23 12:00:10 UTC",
                        "Raised           1 PEER_DOWN",
                        "Open at the end  0",
                        "Settings         berlin: those of gateway berlin, expect = always");
        assertThat(printed.notes()).isEqualTo("The poll in line 7 of /tmp/a.rec is cut short and was left out\n");
        assertThat(shell.runAt(160, new ReplayCommand(), "/tmp/a.rec").lines().get(1))
                .isEqualTo("2026-11-23 12:04:10 UTC  PEER_DOWN of ada (wg0 on berlin) resolved: a handshake 0s ago");
    }

    @Test
    void textFromOutsideIsHarmless() {
        Alert alert = Samples.alert(1, AlertState.OPEN, "ada");
        shell.recordings.events.add(new ReplayedEvent(Samples.NOON, Change.RAISED, alert, "Peer \u001b[2Jx is down"));
        assertThat(shell.run(new ReplayCommand(), "/tmp/a.rec").out()).doesNotContain("\u001b");
        assertThat(shell.run(new ReplayCommand(), "--json", "/tmp/a.rec").out()).doesNotContain("\u001b");
    }

    @Test
    void whereNothingHappensThatIsSaid() {
        assertThat(shell.run(new ReplayCommand(), "/tmp/a.rec").lines())
                .startsWith("Nothing would have been raised.")
                .contains("Raised           nothing");
    }

    @Test
    void aReplayAsJson() {
        lostAndBack();
        JsonNode json = shell.run(new ReplayCommand(), "/tmp/a.rec", "--json").json();
        assertThat(json.at("/events/0").toString())
                .isEqualTo("{\"at\":\"2026-11-23T12:03:10Z\",\"event\":\"RAISED\",\"id\":\"" + Samples.id(1)
                        + "\",\"kind\":\"PEER_DOWN\",\"severity\":\"CRITICAL\",\"gateway\":\"berlin\","
                        + "\"interface\":\"wg0\",\"peerKey\":\"" + Samples.key("ada")
                        + "\",\"peerName\":\"ada\",\"why\":\"Peer ada is down\"}");
        assertThat(json.at("/events/1/event").textValue()).isEqualTo("RESOLVED");
        assertThat(json.at("/raised").toString()).isEqualTo("{\"PEER_DOWN\":1}");
        assertThat(json.at("/polls").intValue()).isEqualTo(360);
        assertThat(json.at("/longestGapSeconds").intValue()).isEqualTo(10);
        assertThat(json.at("/gateways/0/name").textValue()).isEqualTo("berlin");
        assertThat(shell.recordings.heard).containsSame(Progress.NONE);
    }

    @Test
    void settingsAndFilesAreHandedOn() {
        shell.run(
                new ReplayCommand(),
                "--set",
                "expect=always",
                "/tmp/a.rec",
                "/tmp/b.rec",
                "--set",
                "interfaces=wg0,wg1",
                "--gateway",
                "berlin");
        assertThat(shell.recordings.request).hasValueSatisfying(request -> {
            assertThat(request.files()).isEqualTo(List.of(Path.of("/tmp/a.rec"), Path.of("/tmp/b.rec")));
            assertThat(request.gateway()).contains("berlin");
            assertThat(request.settings()).isEqualTo(Map.of("expect", "always", "interfaces", "wg0,wg1"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"expect", "=always", ""})
    void aSettingWantsANameAndAValue(String typed) {
        assertThatThrownBy(() -> shell.run(new ReplayCommand(), "/tmp/a.rec", "--set", typed))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "--set: '" + typed + "' is refused, allowed is name=value, for instance staleAfterSeconds=300");
    }

    @Test
    void aSettingThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> shell.run(new ReplayCommand(), "--set", "a=1", "/tmp/a.rec", "--set", "a=2"))
                .hasMessage("--set: a is there twice");
    }

    @Test
    void aWrongSettingIsSaidAsTheConfigurationSaysIt() {
        shell.recordings.refusal =
                Optional.of(new InvalidSettingException("io.tunnelwatch.gateway~berlin", "expect", "never", "always"));
        assertThatThrownBy(() -> shell.run(new ReplayCommand(), "/tmp/a.rec", "--set", "expect=never"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--set: io.tunnelwatch.gateway~berlin: expect = 'never' is refused, allowed is always");
    }

    @Test
    void aFileThatIsNoRecordingIsSaid() {
        shell.recordings.trouble = Optional.of("/tmp/a.rec, line 1: it is none of a recording");
        assertThatThrownBy(() -> shell.run(new ReplayCommand(), "/tmp/a.rec"))
                .isInstanceOf(Refusal.class)
                .hasMessage("/tmp/a.rec, line 1: it is none of a recording");
    }

    @Test
    void anAbsentProbeIsSaidInOneLine() {
        shell.without(Recordings.class);
        for (TunnelwatchAction command : List.of(new RecordCommand(), new ReplayCommand())) {
            String[] typed = command instanceof RecordCommand
                    ? new String[] {"--for", "1m", "/tmp/a.rec"}
                    : new String[] {"/tmp/a.rec"};
            assertThatThrownBy(() -> shell.run(command, typed))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("The probe is not here");
        }
    }

    private void lostAndBack() {
        Alert alert = Samples.alert(1, AlertState.OPEN, "ada");
        shell.recordings.events.addAll(List.of(
                new ReplayedEvent(Samples.NOON.plusSeconds(190), Change.RAISED, alert, "Peer ada is down"),
                new ReplayedEvent(Samples.NOON.plusSeconds(250), Change.RESOLVED, alert, "a handshake 0s ago")));
    }
}
