package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PEER_FLAPPING: when it begins, what it takes in, and when it gives it back. */
class FlapTest {

    private static final int INTERVAL_SECONDS = 10;
    /** A peer that is away for six minutes is DOWN for three of them. */
    private static final int AWAY_SECONDS = 360;

    private static final int THERE_SECONDS = 120;

    @TempDir
    private Path directory;

    private Berlin berlin;
    private Instant handshake;
    /** The handshakes of six other peers. */
    private final Map<Integer, Instant> six = new HashMap<>();

    @BeforeEach
    void expectThePeer() {
        berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        there(10);
    }

    @Test
    void aPeerThatComesAndGoesForHoursIsOneAlertThatTakesInTheFirstOnes() {
        for (int round = 0; round < 45; round++) {
            comeAndGo();
        }
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).singleElement().satisfies(raised -> {
            assertThat(raised.summary())
                    .isEqualTo("Peer ada (wg0 on berlin) comes and goes: lost or back 6 times within 1h");
            assertThat(raised.severity()).isEqualTo(Severity.WARNING);
            assertThat(raised.peerName()).contains("ada");
        });
        UUID flapping = flapping();
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN))
                .hasSize(3)
                .last()
                .isEqualTo("part of its coming and going (alert " + flapping + ")");
        assertThat(open()).containsExactly(flapping);
        assertThat(berlin.log.recurred()).isEmpty();
    }

    @Test
    void aRestartInTheMiddleChangesNothing() {
        for (int round = 0; round < 45; round++) {
            away(AWAY_SECONDS);
            berlin.kill();
            there(THERE_SECONDS / 2);
            berlin.kill();
            there(THERE_SECONDS / 2);
        }
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).hasSize(1);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(3);
        assertThat(open()).containsExactly(flapping());
    }

    @Test
    void theOneThatIsDownIsTakenInByTheSameAppend() {
        comeAndGo();
        comeAndGo();
        away(AWAY_SECONDS);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
        there(10);
        assertThat(berlin.log.lastAppend()).hasSize(2);
        assertThat(berlin.log.lastAppend().get(0))
                .isInstanceOfSatisfying(
                        Raised.class, raised -> assertThat(raised.key().kind()).isEqualTo(AlertKind.PEER_FLAPPING));
        assertThat(berlin.log.lastAppend().get(1))
                .isInstanceOfSatisfying(Resolved.class, resolved -> assertThat(resolved.operator())
                        .isEmpty());
    }

    @Test
    void whenTheLossIsTheLastChangeThatCountsThereIsNoSingleAlertAtAll() {
        flaps(3, Duration.ofHours(1));
        comeAndGo();
        away(AWAY_SECONDS);
        assertThat(berlin.log.lastAppend()).singleElement().isInstanceOf(Raised.class);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(1);
        assertThat(open()).containsExactly(flapping());
    }

    @Test
    void itEndsWhenThePeerWasThereForAWholeWindow() {
        flap();
        there(3_480);
        assertThat(open()).containsExactly(flapping());
        there(20);
        assertThat(open()).isEmpty();
        assertThat(berlin.log.endsOf(AlertKind.PEER_FLAPPING)).containsExactly("neither lost nor back for 1h");
        comeAndGo();
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN))
                .as("it is an alert again")
                .hasSize(4);
    }

    @Test
    void whoIsDownAtItsEndIsGivenBackInTheSameAppend() {
        flap();
        away(3_600);
        assertThat(open()).containsExactly(flapping());
        away(300);
        assertThat(berlin.log.lastAppend()).hasSize(2);
        assertThat(berlin.log.open(AlertKind.PEER_FLAPPING)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).singleElement().satisfies(alert -> assertThat(alert.summary())
                .startsWith("Peer ada (wg0 on berlin) is down: no handshake for 1h3m"));
        berlin.kill();
        away(100);
        assertThat(open()).hasSize(1);
        there(10);
        assertThat(open()).isEmpty();
    }

    @Test
    void changesThatAreFurtherApartThanTheWindowAreSingleAlerts() {
        for (int round = 0; round < 10; round++) {
            away(AWAY_SECONDS);
            there(1_500);
        }
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).isEmpty();
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(10);
    }

    @Test
    void resolvedByAnOperatorItStaysUnsaidWithThePeerUntilItHasEndedOnce() {
        flap();
        berlin.log.resolveByOperator(flapping(), berlin.time.instant());
        int events = berlin.log.events().size();
        for (int round = 0; round < 10; round++) {
            comeAndGo();
            berlin.kill();
        }
        assertThat(berlin.log.events()).hasSize(events);
        there(3_700);
        assertThat(berlin.log.events()).hasSize(events);
        flap();
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).hasSize(2);
        assertThat(open()).containsExactly(flapping());
    }

    @Test
    void whoIsDownWhenTheOneThatAnOperatorResolvedEndsIsRaised() {
        flap();
        berlin.log.resolveByOperator(flapping(), berlin.time.instant());
        away(4_000);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void switchedOffItEndsAndALostPeerIsRaised() {
        flap();
        away(AWAY_SECONDS);
        flaps(0, Duration.ofHours(1));
        away(10);
        assertThat(berlin.log.endsOf(AlertKind.PEER_FLAPPING))
                .containsExactly("flapChanges = 0: it is no longer looked for");
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
        there(10);
        for (int round = 0; round < 10; round++) {
            comeAndGo();
        }
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).hasSize(1);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(14);
    }

    @Test
    void aPeerThatMayBeSilentNowDoesNotFlap() {
        flap();
        berlin.settings = Dumps.settings(Expectation.ROAMING);
        away(10);
        assertThat(open()).isEmpty();
        assertThat(berlin.log.endsOf(AlertKind.PEER_FLAPPING))
                .containsExactly("silence is allowed now: expect = roaming");
    }

    @Test
    void aPeerThatIsRemovedDoesNotFlap() {
        flap();
        berlin.sees(10, peer("bob", berlin.time.instant()));
        assertThat(open()).isEmpty();
    }

    @Test
    void beingAskedForSomethingElseIsNoChangeOfThePeer() {
        berlin.settings = Dumps.settings(Expectation.ROAMING);
        away(600);
        for (int round = 0; round < 10; round++) {
            berlin.settings = Dumps.settings(Expectation.ALWAYS);
            away(10);
            berlin.settings = Dumps.settings(Expectation.ROAMING);
            away(10);
        }
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(10);
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).isEmpty();
    }

    @Test
    void aLaptopThatIsClosedNowAndThenDoesNotFlapUnderTheDefaults() {
        berlin.settings = Dumps.settings();
        for (int round = 0; round < 10; round++) {
            away(1_830);
            there(10);
        }
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(10);
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).isEmpty();
    }

    @Test
    void clocksThatJumpMakeNoFlappingAndEndNone() {
        comeAndGo();
        comeAndGo();
        for (int hours : new int[] {-2, 5, -3}) {
            berlin.time.jump(Duration.ofHours(hours));
            there(10);
        }
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).isEmpty();
        comeAndGo();
        UUID flapping = flapping();
        berlin.time.jump(Duration.ofHours(5));
        there(10);
        assertThat(open()).containsExactly(flapping);
        berlin.time.jump(Duration.ofHours(-9));
        there(3_700);
        assertThat(open()).isEmpty();
    }

    @Test
    void aRestartUnderAClockThatWasSetBackOnlyDelaysTheEnd() {
        flap();
        berlin.time.jump(Duration.ofDays(-400));
        berlin.kill();
        there(3_500);
        assertThat(open()).containsExactly(flapping());
        there(200);
        assertThat(open()).isEmpty();
    }

    @Test
    void aLogThatIsFullGetsItWithWhatItTookInWhenThereIsRoom() {
        comeAndGo();
        comeAndGo();
        away(AWAY_SECONDS);
        berlin.log.full(true);
        there(10);
        comeAndGo();
        berlin.log.full(false);
        there(10);
        assertThat(open()).containsExactly(flapping());
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(3);
        assertThat(berlin.outbox.pending()).isZero();
    }

    @Test
    void aStartWithoutTheLogRaisesNoSingleAlertWhenTheLogKnowsOfIt() {
        flap();
        int events = berlin.log.events().size();
        berlin.kill();
        berlin.logService = Optional.empty();
        away(AWAY_SECONDS);
        there(10);
        away(AWAY_SECONDS);
        berlin.logService = Optional.of(berlin.log);
        away(10);
        assertThat(berlin.log.events()).hasSize(events);
        assertThat(berlin.outbox.pending()).isZero();
    }

    @Test
    void aStartWithoutTheLogThatSeesTooFewChangesTakesBackTheSingleAlertWhenTheLogKnowsOfIt() {
        flap();
        there(3_000);
        int events = berlin.log.events().size();
        berlin.kill();
        berlin.logService = Optional.empty();
        away(AWAY_SECONDS);
        assertThat(berlin.outbox.pending()).isOne();
        berlin.logService = Optional.of(berlin.log);
        away(10);
        assertThat(berlin.log.events()).hasSize(events);
        assertThat(berlin.outbox.pending()).isZero();
        assertThat(open()).containsExactly(flapping());
    }

    @Test
    void anUnreadableGatewayIsNoChange() {
        flap();
        for (int poll = 0; poll < 6; poll++) {
            berlin.fails(600);
        }
        assertThat(berlin.log.open(AlertKind.PEER_FLAPPING))
                .as("nothing is known")
                .hasSize(1);
    }

    @Test
    void peersThatFlapAnywayAreNoOutageWhenTheyAreAwayTogether() {
        sixWithout(Set.of(), 10);
        for (int flapping = 0; flapping < 3; flapping++) {
            for (int round = 0; round < 3; round++) {
                sixWithout(Set.of(flapping), 100, 100);
                sixWithout(Set.of(), 10);
            }
        }
        assertThat(berlin.log.open(AlertKind.PEER_FLAPPING)).hasSize(3);
        sixWithout(Set.of(0, 1, 2), 100, 100);
        assertThat(berlin.view.peerStatuses(berlin.time.now()).filter(status -> status.verdict() == Verdict.DOWN))
                .hasSize(3);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        assertThat(berlin.log.openAlerts().alerts()).hasSize(3);
        sixWithout(Set.of(0, 1, 2, 3, 4, 5), 100, 100);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE))
                .extracting(Raised::summary)
                .as("by the others alone")
                .containsExactly("3 of 3 active peers of gateway berlin were lost within 3m");
    }

    @Test
    void peersThatFlapAnywayDoNotKeepAnOutageGoingWhenTheyComeBack() {
        sixWithout(Set.of(), 10);
        for (int flapping = 0; flapping < 3; flapping++) {
            for (int round = 0; round < 3; round++) {
                sixWithout(Set.of(flapping), 100, 100);
                sixWithout(Set.of(), 10);
            }
        }
        sixWithout(Set.of(0, 1, 2, 3, 4, 5), 100, 100);
        assertThat(berlin.log.open(AlertKind.GATEWAY_OUTAGE)).hasSize(1);
        sixWithout(Set.of(5), 10);
        assertThat(berlin.log.open(AlertKind.PEER_FLAPPING)).hasSize(3);
        assertThat(berlin.log.endsOf(AlertKind.GATEWAY_OUTAGE))
                .as("two that do not flap came back, fewer than begin an outage")
                .containsExactly("1 of 6 active peers are still lost");
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    /** Polls of six peers, of which these make no handshake. */
    private void sixWithout(Set<Integer> away, int... afterSeconds) {
        for (int seconds : afterSeconds) {
            berlin.time.passSeconds(seconds);
            DumpPeer[] peers = new DumpPeer[6];
            for (int number = 0; number < peers.length; number++) {
                if (!away.contains(number)) {
                    six.put(number, berlin.time.instant());
                }
                peers[number] = peer("peer" + number, six.get(number));
            }
            berlin.sees(0, peers);
        }
    }

    /** Six changes. */
    private void flap() {
        for (int round = 0; round < 3; round++) {
            comeAndGo();
        }
        assertThat(berlin.log.open(AlertKind.PEER_FLAPPING)).hasSize(1);
    }

    private void comeAndGo() {
        away(AWAY_SECONDS);
        assertThat(berlin.view.peerStatuses(berlin.time.now())).anyMatch(status -> status.verdict() == Verdict.DOWN);
        there(THERE_SECONDS);
    }

    private void away(int seconds) {
        for (int second = 0; second < seconds; second += INTERVAL_SECONDS) {
            berlin.sees(INTERVAL_SECONDS, ada());
        }
    }

    private void there(int seconds) {
        for (int second = 0; second < seconds; second += INTERVAL_SECONDS) {
            handshake = berlin.time.instant().plusSeconds(INTERVAL_SECONDS);
            berlin.sees(INTERVAL_SECONDS, ada());
        }
    }

    private DumpPeer ada() {
        return peer("ada", handshake);
    }

    private void flaps(int changes, Duration window) {
        berlin.settings = Dumps.limits(
                berlin.settings,
                new PeerLimits(new ChangeLimit(changes, window), Dumps.LIMITS.moves(), Dumps.LIMITS.oneWayAfter()));
    }

    private UUID flapping() {
        List<Alert> open = berlin.log.open(AlertKind.PEER_FLAPPING);
        assertThat(open).hasSize(1);
        return open.get(0).id();
    }

    private List<UUID> open() {
        return berlin.log.openAlerts().alerts().stream().map(Alert::id).toList();
    }
}
