package io.tunnelwatch.notifier.syslog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogFormatTest {

    private static final int LOCAL0 = 16 * 8;

    private final SyslogFormat format = Settings.format(Settings.of(Protocol.UDP, 514));

    @Test
    void aLostPeerReadsSo() {
        Message message = Sent.of("laptop").raised();
        String id = message.first().alert().id().toString();

        assertThat(new String(format.write(message), StandardCharsets.UTF_8))
                .isEqualTo("<130>1 2026-11-26T08:00:00.123456Z monitor.example.org tunnelwatch - PEER_DOWN"
                        + " [tunnelwatch@32473 key=\"" + id + "-raised\" id=\"" + id + "\" notice=\"raised\""
                        + " severity=\"critical\" gateway=\"berlin\" interface=\"wg0\" peer=\"laptop\""
                        + " peerKey=\"" + Sent.PEER_KEY + "\"] \uFEFFCRITICAL: peer laptop is down");
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL,2", "WARNING,4", "INFO,6"})
    void thePriorityTellsTheSeverityOfWhatIsWrong(Severity severity, int expected) {
        Sent sent = new Sent(severity, "berlin", "laptop", "something");

        assertThat(Parsed.of(format.write(sent.raised())).priority()).isEqualTo(LOCAL0 + expected);
    }

    @Test
    void whatIsOverIsANotice() {
        Parsed parsed = Parsed.of(format.write(Sent.of("laptop").resolved()));

        assertThat(parsed.priority()).isEqualTo(LOCAL0 + 5);
        assertThat(parsed.parameters()).contains(entry("notice", "resolved"), entry("severity", "critical"));
    }

    @Test
    void aTestIsNotTakenForAnAlert() {
        Parsed parsed = Parsed.of(format.write(Samples.test("jane", InstantSource.system())));

        assertThat(parsed.messageId()).isEqualTo("TEST");
        assertThat(parsed.text()).startsWith("Test: ").contains("jane");
        assertThat(parsed.parameters()).doesNotContainKeys("gateway", "peer");
    }

    @Test
    void aPeersNameEndsNeitherItsValueNorTheElementNorTheLine() {
        String name = "a\"] \uFEFF\n<0>1 - - - - - - [b@1 c=\"d\\";

        Parsed parsed = Parsed.of(format.write(Sent.of(name).raised()));

        assertThat(parsed.parameters()).containsEntry("peer", "a\"]   <0>1 - - - - - - [b@1 c=\"d\\");
        assertThat(parsed.parameters()).doesNotContainKey("c");
    }

    @Test
    void aCharacterIsNotCutInTwo() {
        Parsed parsed = Parsed.of(format.write(Sent.of("😀".repeat(1000)).raised()));

        assertThat(parsed.parameters()).containsEntry("peer", "😀".repeat(24));
    }

    @Test
    void theLongestHeaderLeavesRoomForTheText() {
        SyslogSettings longest = new SyslogSettings(
                "localhost",
                514,
                Protocol.UDP,
                Framing.COUNTED,
                Facility.LOCAL7,
                "a".repeat(48),
                "h".repeat(255),
                Integer.MAX_VALUE,
                Duration.ofSeconds(1));
        Sent sent = new Sent(Severity.CRITICAL, "\"".repeat(500), "é".repeat(500), "ü".repeat(500));

        byte[] bytes = Settings.format(longest).write(sent.raised());

        assertThat(bytes.length).isBetween(1198, 1200);
        assertThat(Parsed.of(bytes).text()).startsWith("CRITICAL: " + "ü".repeat(120));
    }
}
