package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.Samples.alert;
import static io.tunnelwatch.commands.internal.Samples.key;
import static io.tunnelwatch.commands.internal.Samples.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.TestShell.Printed;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.AlertStatistics.GatewayAvailability;
import io.tunnelwatch.history.AlertStatistics.OfDay;
import io.tunnelwatch.history.AlertStatistics.OfGateway;
import io.tunnelwatch.history.AlertStatistics.OfKind;
import io.tunnelwatch.history.Availability;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsCommandTest {

    private static final Instant FROM = NOON.minus(Duration.ofDays(30));

    private final TestShell shell = new TestShell();

    @BeforeEach
    void aMonth() {
        shell.history.statistics = Optional.of(statistics(List.of(
                peerAvailability("ada", 7, 86_400 * 3, 3600, 0),
                peerAvailability("office-berlin", 2, 3600, 3600, 60))));
    }

    @Test
    void itTellsCountsTimesTheChartAndThePeers() {
        List<String> lines = shell.runAt(80, new StatsCommand()).lines();

        assertThat(lines)
                .containsSequence(
                        "period        2026-10-24 12:00:00 UTC to 2026-11-23 12:00:00 UTC (30d)",
                        "alerts        9",
                        "acknowledged  1, 4m10s after the raising on average",
                        "resolved      8, 1h30m after the raising on average",
                        "",
                        "KIND        ALERTS",
                        "PEER_DOWN        8",
                        "PEER_ADDED       1",
                        "",
                        "GATEWAY  ALERTS",
                        "berlin        9")
                .containsSequence("GATEWAY  OUTAGE  UNKNOWN", "berlin       1h       1m")
                .containsSequence("Alerts per day in UTC:")
                .containsSequence(
                        "Peers, the longest unavailable first:",
                        "PEER           GATEWAY  AVAILABLE  UNAVAILABLE  OUTAGE  UNKNOWN  ALERTS",
                        "ada            berlin    90.000 %           3d      1h                7",
                        "office-berlin  berlin    99.861 %           1h      1h       1m       2");
    }

    @ParameterizedTest
    @CsvSource({"80, false", "80, true", "160, false", "160, true"})
    void itFitsTheTerminal(int width, boolean blocks) {
        shell.blocks = blocks;
        List<String> lines = shell.runAt(width, new StatsCommand(), "--all").lines();

        assertThat(lines).allMatch(line -> line.length() <= width);
        assertThat(lines.stream().anyMatch(line -> line.contains("█"))).isEqualTo(blocks);
        assertThat(lines.stream().mapToInt(String::length).max().orElseThrow()).isGreaterThan(width == 160 ? 100 : 60);
    }

    @Test
    void aPeerThatNeverHadAnAlertWasThereAllTheTime() {
        shell.probe.peers.add(peer("tokyo", "quiet", Verdict.UP));
        shell.probe.peers.add(peer("berlin", "quiet-too", Verdict.UP));
        shell.probe.peers.add(peer("berlin", "ada", Verdict.UP));

        JsonNode peers = shell.run(new StatsCommand(), "--json").json().get("peers");

        assertThat(peers).hasSize(4);
        assertThat(peers.get(0).get("peerName").asText()).isEqualTo("ada");
        assertThat(peers.get(2).get("peerName").asText()).isEqualTo("quiet-too"); // an outage of its gateway
        assertThat(peers.get(2).get("unavailableSeconds").asDouble()).isEqualTo(3600);
        assertThat(peers.get(3).get("peerName").asText()).isEqualTo("quiet");
        assertThat(peers.get(3).get("availabilityPercent").asDouble()).isEqualTo(100);
        assertThat(peers.get(3).get("alerts").asInt()).isZero();
    }

    @Test
    void ofThemOnlyThoseThatAreAskedFor() {
        shell.history.statistics = Optional.of(statistics(List.of()));
        shell.probe.peers.add(peer("tokyo", "ada", Verdict.UP));
        shell.probe.peers.add(peer("berlin", "bob", Verdict.UP));
        shell.probe.peers.add(peer("berlin", "eve", Verdict.UP));

        assertThat(shell.run(new StatsCommand(), "--json", "--gateway", "berlin", "--peer", "ada," + key("bob"))
                        .json()
                        .get("peers"))
                .hasSize(1)
                .allMatch(one -> one.get("peerName").asText().equals("bob"));
    }

    @Test
    void whatIsAskedForReachesTheHistory() {
        shell.run(
                new StatsCommand(),
                "--since",
                "7d",
                "--until",
                "1d",
                "--kind",
                "peer_down",
                "--severity",
                "CRITICAL",
                "--gateway",
                "berlin",
                "--peer",
                "ada");

        assertThat(shell.history.asked)
                .contains(new StatisticsRequest(
                        NOON.minus(Duration.ofDays(7)),
                        NOON.minus(Duration.ofDays(1)),
                        Set.of(AlertKind.PEER_DOWN),
                        Set.of(Severity.CRITICAL),
                        Set.of("berlin"),
                        Set.of("ada")));
    }

    @Test
    void withoutOptionsItIsTheLastThirtyDays() {
        shell.run(new StatsCommand());

        assertThat(shell.history.asked).contains(StatisticsRequest.of(FROM, NOON));
    }

    @Test
    void whatHasNotHappenedYetIsNotAskedFor() {
        shell.run(new StatsCommand(), "--until", "2030-01-01");

        assertThat(shell.history.asked).contains(StatisticsRequest.of(FROM, NOON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--since yesterday", "--since 2030-01-01", "--until 31d", "--kind DOWN", "--severity bad"})
    void aWrongValueIsRefusedByTheNameOfItsOption(String typed) {
        String[] parts = typed.split(" ");
        assertThatThrownBy(() -> shell.run(new StatsCommand(), parts))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(parts[0] + ": '" + parts[1] + "'");
    }

    @Test
    void onlyTheTenWorstPeersAreShownUnlessAllAreAskedFor() {
        shell.history.statistics = Optional.of(statistics(IntStream.range(0, 12)
                .mapToObj(i -> peerAvailability("peer" + i, 1, 1000 - i, 0, 0))
                .toList()));

        assertThat(shell.run(new StatsCommand()).lines())
                .anyMatch(line -> line.startsWith("peer9 "))
                .noneMatch(line -> line.startsWith("peer10 "))
                .contains("... and 2 more peers: --all shows them");
        assertThat(shell.run(new StatsCommand(), "--all").lines())
                .anyMatch(line -> line.startsWith("peer11 "))
                .noneMatch(line -> line.contains("more peers"));
    }

    @Test
    void jsonHasTheNamesOfTheContract() {
        JsonNode json = shell.run(new StatsCommand(), "--json").json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "from",
                        "to",
                        "observedFrom",
                        "zone",
                        "alerts",
                        "byKind",
                        "byGateway",
                        "acknowledged",
                        "meanSecondsToAcknowledge",
                        "resolved",
                        "meanSecondsToResolve",
                        "perDay",
                        "peers",
                        "gateways",
                        "pending");
        assertThat(json.get("byKind").get(0)).hasToString("{\"kind\":\"PEER_DOWN\",\"alerts\":8}");
        assertThat(json.get("perDay").get(0)).hasToString("{\"day\":\"2026-10-24\",\"alerts\":0}");
        assertThat(json.get("gateways").get(0))
                .hasToString("{\"gateway\":\"berlin\",\"outageSeconds\":3600.0,\"unknownSeconds\":60.0}");
        assertThat(json.get("peers").get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "gateway",
                        "interface",
                        "peerKey",
                        "peerName",
                        "alerts",
                        "availabilityPercent",
                        "unavailableSeconds",
                        "outageSeconds",
                        "unknownSeconds");
    }

    @Test
    void whatIsPendingIsSaid() {
        shell.log.pending.add(alert(1, AlertState.OPEN, "ada"));

        Printed printed = shell.run(new StatsCommand());
        assertThat(printed.notes()).contains("The history lacks the latest of 1 alert, ");
        assertThat(shell.run(new StatsCommand(), "--json").json().get("pending").asInt())
                .isOne();
    }

    @Test
    void withoutADatabaseItSaysSo() {
        shell.history.health = Samples.sick();
        assertThatThrownBy(() -> shell.run(new StatsCommand())).isInstanceOf(HistoryUnavailableException.class);

        shell.without(AlertHistory.class);
        assertThatThrownBy(() -> shell.run(new StatsCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("alert-store is not active");
    }

    @Test
    void withoutTheProbePeersWithoutAlertsAreNotListed() {
        shell.without(WireGuardProbe.class);

        assertThat(shell.run(new StatsCommand()).notes()).contains("the bundle wg-probe is not active");
    }

    @Test
    void anInterruptEndsIt() {
        shell.history.statistics = Optional.empty();
        try {
            assertThatThrownBy(() -> shell.run(new StatsCommand()))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("The statistics were interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void availabilityIsNeverRoundedUp() {
        shell.history.statistics = Optional.of(statistics(List.of(peerAvailability("ada", 1, 1, 0, 0))));

        assertThat(shell.run(new StatsCommand()).lines()).anyMatch(line -> line.contains(" 99.999 % "));
    }

    private static AlertStatistics statistics(List<PeerAvailability> peers) {
        return new AlertStatistics(
                FROM,
                NOON,
                FROM,
                9,
                List.of(new OfKind(AlertKind.PEER_DOWN, 8), new OfKind(AlertKind.PEER_ADDED, 1)),
                List.of(new OfGateway("berlin", 9)),
                1,
                Optional.of(Duration.ofSeconds(250)),
                8,
                Optional.of(Duration.ofMinutes(90)),
                IntStream.rangeClosed(0, 30)
                        .mapToObj(i -> new OfDay(LocalDate.parse("2026-10-24").plusDays(i), i % 7))
                        .toList(),
                peers,
                List.of(new GatewayAvailability("berlin", Optional.empty(), availability(3600, 3600, 60))));
    }

    private static PeerAvailability peerAvailability(
            String name, int alerts, int unavailable, int outage, int unknown) {
        return new PeerAvailability(
                Optional.of("berlin"),
                Optional.of("wg0"),
                key(name),
                Optional.of(name),
                alerts,
                availability(unavailable, outage, unknown));
    }

    private static Availability availability(int unavailable, int outage, int unknown) {
        return new Availability(
                Duration.between(FROM, NOON),
                Duration.ofSeconds(unavailable),
                Duration.ofSeconds(outage),
                Duration.ofSeconds(unknown));
    }
}
