package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static io.tunnelwatch.wg.internal.testing.Dumps.traffic;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {

    @TempDir
    private Path directory;

    private Berlin berlin;

    @BeforeEach
    void open() {
        berlin = new Berlin(directory);
    }

    @Test
    void aPeerThatIsUpIsExplainedWithItsAgeAndTheLimit() {
        DumpPeer ada = peer("ada", berlin.time.instant());
        berlin.sees(0, ada).sees(42, ada);
        assertThat(explain().reasons())
                .containsExactly(
                        "It is UP: its latest handshake is 42s old, and one proves that it is there for 3m"
                                + " (staleAfterSeconds = 180, counted from the poll that first saw it; intervalSeconds = 10)",
                        "expect = auto, the setting of its gateway",
                        "This side sends it no persistent keepalive, so with expect = auto it may be silent for a"
                                + " while");
    }

    @Test
    void trafficThatGrowsWithoutAHandshakeIsNoProof() {
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        DumpPeer ada = peer("ada", berlin.time.instant());
        berlin.sees(0, ada).sees(266, traffic(ada, 1_296, 2_000));
        assertThat(explain().reasons().get(0)).startsWith("It is DOWN: its latest handshake is 4m26s old");
        assertThat(explain().reasons())
                .anyMatch(reason -> reason.startsWith("rx grew by 296 bytes since its latest handshake")
                        && reason.contains("handshakes arrive, none completes"));
    }

    @Test
    void aGatewayThatCanNotBeReadIsNamedAsTheCause() {
        berlin.sees(0, peer("ada", berlin.time.instant())).fails(10);
        assertThat(explain().reasons().get(0))
                .isEqualTo("It is UNKNOWN: its gateway or interface could not be read (wg: Operation not permitted);"
                        + " before, it was UP");
    }

    @Test
    void aForgottenHandshakeIsSaid() {
        berlin.sees(0, peer("ada", berlin.time.instant())).sees(10, Dumps.never("ada"));
        assertThat(explain().reasons()).anyMatch(reason -> reason.startsWith("WireGuard has forgotten its handshake"));
    }

    @Test
    void aPeerThatWasNeverStaleInAWeekShouldBeExpectedAlways() {
        for (int day = 0; day <= 7; day++) {
            berlin.sees(0, peer("ada", berlin.time.instant()));
            assertThat(explain().suggestions()).isEmpty();
            berlin.time.pass(Duration.ofDays(1));
        }
        berlin.sees(0, peer("ada", berlin.time.instant()));
        assertThat(explain().suggestions()).singleElement().asString().contains("expect = always");
        berlin.sees(300, berlin.view.peers().get(0).line()).sees(10, peer("ada", berlin.time.instant()));
        assertThat(explain().suggestions()).isEmpty();
    }

    @Test
    void aPeerThatWasIdleUntilAKillWasStaleUntilThen() {
        DumpPeer ada = peer("ada", berlin.time.instant());
        berlin.sees(0, ada);
        for (int day = 0; day < 30; day++) {
            berlin.settings = Dumps.settings(Expectation.ROAMING);
            berlin.sees(86_400, ada);
        }
        berlin.kill();
        berlin.time.passSeconds(60);
        berlin.sees(0, peer("ada", berlin.time.instant()));
        assertThat(explain().suggestions()).isEmpty();
        berlin.time.pass(Duration.ofDays(6));
        berlin.kill();
        berlin.sees(0, peer("ada", berlin.time.instant()));
        assertThat(explain().suggestions()).isEmpty();
        berlin.time.pass(Duration.ofDays(2));
        berlin.kill();
        berlin.sees(0, peer("ada", berlin.time.instant()));
        assertThat(explain().suggestions())
                .as("it was UP when it was last remembered")
                .hasSize(1);
    }

    @Test
    void whoIsPartOfAnOutageIsToldWhichAndWhoHasAnAlertOfItsOwnIsNot() {
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        DumpPeer[] peers = Stream.of("ada", "bob", "eve")
                .map(name -> peer(name, berlin.time.instant()))
                .toArray(DumpPeer[]::new);
        berlin.sees(0, peers).sees(181, peers);
        UUID outage = berlin.log.open(AlertKind.GATEWAY_OUTAGE).get(0).id();
        assertThat(explain().reasons().get(0)).startsWith("It is DOWN");
        assertThat(explain().reasons().get(1))
                .isEqualTo("It is part of the outage of gateway berlin (alert " + outage
                        + "), and so has no alert of its own");
        berlin.log.resolveByOperator(outage, berlin.time.instant());
        assertThat(explain().reasons().get(1)).contains("which an operator has resolved");
        berlin.settings = Dumps.outages(berlin.settings, 0, Duration.ofSeconds(180));
        berlin.sees(10, peers);
        assertThat(explain().reasons()).noneMatch(reason -> reason.contains("outage"));
    }

    @Test
    void whoComesAndGoesIsToldHowOftenAndWhatWouldBeTooOften() {
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        assertThat(comeAndGo(2).reasons())
                .contains("It was lost or came back 4 times within flapWindowMinutes = 60, and flapChanges = 6 would be"
                        + " PEER_FLAPPING; losses that are part of an outage of the gateway do not count");
        assertThat(comeAndGo(1).reasons())
                .contains(
                        "It was lost or came back 6 times within flapWindowMinutes = 60, so it is PEER_FLAPPING (alert "
                                + berlin.log
                                        .open(AlertKind.PEER_FLAPPING)
                                        .get(0)
                                        .id()
                                + "), and its being DOWN has no alert of its own; that ends when it was neither lost nor back for"
                                + " 1h");
        UUID alert = berlin.log.open(AlertKind.PEER_FLAPPING).get(0).id();
        berlin.log.resolveByOperator(alert, berlin.time.instant());
        assertThat(explain().reasons()).anyMatch(reason -> reason.contains("which an operator has resolved"));
        berlin.sees(3_600, peer("ada", berlin.time.instant())).sees(10, peer("ada", berlin.time.instant()));
        assertThat(explain().reasons()).noneMatch(reason -> reason.contains("came back"));
    }

    @Test
    void whoFlappedUntilAnOperatorResolvedThatIsPartOfALaterOutage() {
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        for (int round = 0; round < 3; round++) {
            DumpPeer ada = peer("ada", berlin.time.instant());
            berlin.sees(10, withThree(ada)).sees(100, withThree(ada));
            berlin.sees(100, withThree(ada));
            berlin.sees(10, withThree(peer("ada", berlin.time.instant())));
        }
        UUID flapping = berlin.log.open(AlertKind.PEER_FLAPPING).get(0).id();
        berlin.log.resolveByOperator(flapping, berlin.time.instant());
        DumpPeer[] all = withThree(peer("ada", berlin.time.instant()));
        berlin.sees(10, all).sees(181, all);
        assertThat(explain().reasons())
                .as("ada flaps still")
                .noneMatch(reason -> reason.startsWith("It is part of the outage"));
        for (int poll = 0; poll < 40; poll++) {
            berlin.sees(100, withThree(peer("ada", berlin.time.instant())));
        }
        all = withThree(peer("ada", berlin.time.instant()));
        berlin.sees(10, all).sees(181, all);
        UUID outage = berlin.log.open(AlertKind.GATEWAY_OUTAGE).get(0).id();
        assertThat(explain().reasons().get(1))
                .isEqualTo("It is part of the outage of gateway berlin (alert " + outage
                        + "), and so has no alert of its own");
    }

    /** This peer, and three others that made a handshake now. */
    private DumpPeer[] withThree(DumpPeer ada) {
        return Stream.concat(
                        Stream.of(ada), Stream.of("bob", "eve", "dan").map(name -> peer(name, berlin.time.instant())))
                .toArray(DumpPeer[]::new);
    }

    @Test
    void whoDoesNotAnswerIsToldWithTheLimits() {
        DumpPeer ada = peer("ada", berlin.time.instant());
        berlin.sees(0, ada);
        for (int minute = 1; minute <= 15; minute++) {
            berlin.sees(60, traffic(peer("ada", berlin.time.instant()), 1_000 + 92 * minute, 2_000 + 9_000 * minute));
            if (minute == 2) {
                assertThat(explain().reasons())
                        .contains("In 2 minutes this side sent more than 64 bytes a second, and no more than 16 came"
                                + " back, which WireGuard sends by itself for handshakes and keepalives; oneWayMinutes ="
                                + " 15 of them would be PEER_ONE_WAY");
            }
        }
        assertThat(explain().reasons())
                .anyMatch(
                        reason -> reason.startsWith("In 15 minutes") && reason.contains("It is PEER_ONE_WAY (alert "));
    }

    @Test
    void whoseEndpointJumpsIsToldBetweenWhichNetworks() {
        String[] places = {"192.0.2.7:1", "203.0.113.9:2", "192.0.2.8:3", "203.0.113.9:4"};
        for (int jump = 0; jump < places.length; jump++) {
            berlin.sees(10, at(places[jump]));
            if (jump == 2) {
                assertThat(explain().reasons())
                        .contains("Its endpoint moved between 203.0.113.0/24 and 192.0.2.0/24 2 times within"
                                + " endpointWindowMinutes = 10, and endpointChanges = 3 would be ENDPOINT_FLAPPING");
            }
        }
        assertThat(explain().reasons())
                .anyMatch(reason ->
                        reason.startsWith("Its endpoint moved between 192.0.2.0/24 and 203.0.113.0/24 3 times")
                                && reason.contains("so it is ENDPOINT_FLAPPING (alert "));
    }

    private Explanation comeAndGo(int rounds) {
        for (int round = 0; round < rounds; round++) {
            DumpPeer ada = peer("ada", berlin.time.instant());
            berlin.sees(0, ada).sees(181, ada).sees(10, peer("ada", berlin.time.instant()));
        }
        return explain();
    }

    private DumpPeer at(String endpoint) {
        DumpPeer ada = peer("ada", berlin.time.instant());
        return new DumpPeer(
                ada.interfaceName(),
                ada.publicKey(),
                Optional.of(endpoint),
                ada.allowedIps(),
                ada.latestHandshake(),
                ada.rxBytes(),
                ada.txBytes(),
                ada.persistentKeepalive());
    }

    @Test
    void everyVerdictHasAnExplanation() {
        berlin.sees(0, Dumps.never("ada"));
        assertThat(explain().reasons().get(0)).startsWith("It is NEVER");
        berlin.sees(10, peer("wg0", "ada", Optional.of(berlin.time.instant()), true));
        berlin.settings = Dumps.settings(Expectation.ROAMING);
        berlin.sees(600, berlin.view.peers().get(0).line());
        assertThat(explain().reasons().get(0)).startsWith("It is IDLE");
    }

    private Explanation explain() {
        WatchedPeer peer = berlin.view.peers().get(0);
        return Explainer.explain(
                peer,
                berlin.view.status(peer, berlin.time.now()),
                berlin.view.problem(),
                berlin.log.openAlerts(),
                berlin.time.now());
    }
}
