package io.tunnelwatch.notifier.alertmanager.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message.Occasion;
import io.tunnelwatch.notifier.channel.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertWriterTest {

    private static final Instant T0 = Instant.parse("2026-11-26T08:00:00Z");
    private static final Instant LATER = T0.plus(Duration.ofHours(1));

    private final AlertWriter writer =
            Settings.writer(Settings.of(Map.of("url", "http://localhost:9093", "labels", "site=berlin, team = noc")));

    @Test
    void theLabelsSayWhatItIsAbout() {
        assertThat(write(Sent.raised(AlertKind.PEER_DOWN, "laptop", T0)).labels())
                .containsOnly(
                        entry("alertname", "PEER_DOWN"),
                        entry("severity", "critical"),
                        entry("gateway", "berlin"),
                        entry("interface", "wg0"),
                        entry("peer", "laptop"),
                        entry("peer_key", Sent.PEER_KEY),
                        entry("tags", "lab,prod"),
                        entry("site", "berlin"),
                        entry("team", "noc"));
    }

    @Test
    void whatIsAbsentIsNoLabel() {
        AlertKey ofTunnelwatch = AlertKey.ofSystem(AlertKind.LOG_PRESSURE);

        assertThat(write(Sent.raised(ofTunnelwatch, Optional.empty(), T0)).labels())
                .containsOnlyKeys("alertname", "severity", "site", "team");
    }

    @ParameterizedTest
    @EnumSource
    void theLabelsOfTheEndAreThoseOfTheRaise(AlertKind kind) {
        AlertNotice raised = Sent.raised(kind, "laptop", T0);

        assertThat(write(Sent.resolved(raised, LATER)).labels())
                .isEqualTo(write(raised).labels());
        assertThat(write(Sent.resolved(raised, LATER)).startsAt()).isEqualTo(T0);
    }

    @Test
    void anotherAlertOfThePeerHasTheSameLabels() {
        assertThat(write(Sent.raised(AlertKind.PEER_DOWN, "laptop", LATER)).labels())
                .isEqualTo(write(Sent.raised(AlertKind.PEER_DOWN, "laptop", T0)).labels());
    }

    @Test
    void theAnnotationsSayWhich() {
        AlertNotice resolved = Sent.resolved(Sent.raised(AlertKind.PEER_DOWN, "laptop", T0), LATER);

        assertThat(write(resolved).annotations())
                .containsOnlyKeys("summary", "description", "tunnelwatch_id", "reason")
                .contains(
                        entry("tunnelwatch_id", resolved.alert().id().toString()),
                        entry("summary", "again"),
                        entry("reason", "it is back"))
                .extractingByKey("description")
                .asString()
                .contains("RESOLVED after 1h", "laptop");
    }

    @Test
    void whatIsOpenOutlivesThreeRefreshesThatAreLost() {
        assertThat(write(Sent.raised(AlertKind.PEER_DOWN, "laptop", T0)).endsAt())
                .isEqualTo(LATER.plus(Duration.ofMinutes(4)));
    }

    @Test
    void whatIsOverEndedWhenItDid() {
        AlertNotice raised = Sent.raised(AlertKind.PEER_DOWN, "laptop", T0);

        assertThat(write(Sent.resolved(raised, T0.plusSeconds(7))).endsAt()).isEqualTo(T0.plusSeconds(7));
    }

    @Test
    void nothingEndsBeforeItBegins() {
        AlertNotice raised = Sent.raised(AlertKind.PEER_DOWN, "laptop", LATER.plusSeconds(3600));

        assertThat(write(raised).endsAt()).isEqualTo(raised.alert().raisedAt());
        assertThat(write(Sent.resolved(raised, T0)).endsAt())
                .isEqualTo(raised.alert().raisedAt());
    }

    @Test
    void aFactThatIsOverAtOnceStaysLongEnoughToBeTold() {
        AlertNotice raised = Sent.raised(AlertKind.PEER_ADDED, "laptop", T0);

        assertThat(write(Sent.resolved(raised, T0)).endsAt()).isEqualTo(LATER.plus(Duration.ofMinutes(4)));
    }

    @Test
    void aTestIsNotTakenForAnAlert() {
        PostedAlert alert =
                writer.write(Samples.test("jane", InstantSource.fixed(T0)).first(), Occasion.TEST, LATER);

        assertThat(alert.labels()).containsEntry("alertname", "TEST").containsEntry("severity", "info");
        assertThat(alert.annotations().get("summary")).contains("jane");
    }

    @Test
    void aNameIsALabelOfOneLine() {
        assertThat(write(Sent.raised(AlertKind.PEER_DOWN, "a\nb\uD800\u202E" + "x".repeat(100_000), T0))
                        .labels()
                        .get("peer"))
                .startsWith("a b  xx")
                .hasSizeLessThanOrEqualTo(1000);
        assertThat(write(Sent.raised(AlertKind.PEER_DOWN, "\n", T0)).labels()).doesNotContainKey("peer");
    }

    private PostedAlert write(AlertNotice notice) {
        return writer.write(notice, Occasion.ALERTS, LATER);
    }
}
