package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GATEWAY_OUTAGE: when it begins, which peers it takes in, and when it ends. */
class OutageTest {

    private static final Duration WINDOW = Duration.ofSeconds(180);

    @TempDir
    private Path directory;

    private Berlin berlin;

    /** By interface and name; who is not renewed goes stale. */
    private final Map<String, Instant> handshakes = new TreeMap<>();

    @BeforeEach
    void expectEverybody() {
        berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
    }

    @Test
    void aThousandPeersLostInOnePollAreOneAlertAndNoSingleOne() {
        renew(0, 1000);
        poll(0).poll(181);
        assertThat(berlin.log.lastAppend()).singleElement().isInstanceOfSatisfying(Raised.class, raised -> {
            assertThat(raised.key().kind()).isEqualTo(AlertKind.GATEWAY_OUTAGE);
            assertThat(raised.summary()).isEqualTo("1000 of 1000 active peers of gateway berlin were lost within 3m");
            assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(raised.peerName()).isEmpty();
        });
        poll(10).poll(600);
        assertThat(berlin.log.events()).hasSize(1);
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::verdict)
                .containsOnly(Verdict.DOWN);
    }

    @Test
    void withoutCorrelationAThousandLostPeersAreAThousandAlertsInOneAppend() {
        correlate(0);
        renew(0, 1000);
        poll(0).poll(181);
        assertThat(berlin.log.appends()).containsExactly(1000);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1000);
    }

    @Test
    void theFirstOfADyingUplinkAreRaisedAtOnceAndTakenInWhenTheOutageIsKnown() {
        loseOneByOne(10);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(4);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE))
                .extracting(Raised::summary)
                .containsExactly("5 of 10 active peers of gateway berlin were lost within 3m");
        UUID outage = outage().id();
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN))
                .hasSize(4)
                .containsOnly("part of the outage of gateway berlin (alert " + outage + ")");
        assertThat(open()).containsExactly(outage);
    }

    @Test
    void theTakenInAreResolvedInTheAppendThatRaisesTheOutageAndNotByAnOperator() {
        renew(0, 10);
        poll(0);
        renewAfter(100, 4, 10);
        poll(0).poll(81);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(4);
        poll(100);
        assertThat(berlin.log.lastAppend()).hasSize(5);
        assertThat(berlin.log.lastAppend().get(0)).isInstanceOf(Raised.class);
        assertThat(berlin.log.lastAppend().subList(1, 5)).allSatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(Resolved.class, resolved -> assertThat(resolved.operator())
                        .isEmpty()));
    }

    @Test
    void whoWasLostBeforeTheWindowKeepsItsAlert() {
        renew(0, 10);
        poll(0);
        renewAfter(170, 1, 10);
        poll(0).poll(11);
        UUID single = open().get(0);
        renewAfter(60, 1, 10);
        poll(0).poll(181);
        assertThat(open()).containsExactlyInAnyOrder(single, outage().id());
        assertThat(outage().summary()).startsWith("9 of 9 active peers");
        renew(0, 10);
        poll(0);
        assertThat(open()).isEmpty();
    }

    @Test
    void lossesThatAreFurtherApartThanTheWindowAreNoOutage() {
        correlate(50, Duration.ofSeconds(30));
        loseOneByOne(8);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE))
                .as("never more than two in 30 s")
                .isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(8);
    }

    @Test
    void twoLostPeersAreNeverAnOutageAndThreeOfMoreThanSixNeither() {
        renew(0, 2);
        poll(0).poll(181);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(2);
        renew(0, 7);
        poll(0);
        renewAfter(170, 3, 7);
        poll(0).poll(11);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(3);
    }

    @Test
    void threeOfSixAreOne() {
        renew(0, 6);
        poll(0);
        renewAfter(170, 3, 6);
        poll(0).poll(11);
        assertThat(outage().summary()).startsWith("3 of 6 active peers");
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).isEmpty();
    }

    @Test
    void whoIsLostWhileItGoesOnIsNotRaisedSingly() {
        renew(0, 10);
        poll(0);
        renewAfter(170, 6, 10);
        poll(0).poll(11).poll(600);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).isEmpty();
        assertThat(open()).containsExactly(outage().id());
    }

    @Test
    void itEndsWhenNoMoreThanHalfOfTheShareIsLostAndThoseAreRaisedInTheSameAppend() {
        renew(0, 12);
        poll(0).poll(181);
        renew(4, 12);
        poll(10);
        assertThat(berlin.log.appends()).as("4 of 12 are more than 25 %").containsExactly(1);
        renew(3, 12);
        poll(10).poll(40);
        assertThat(berlin.log.appends())
                .as("who is away may come back as the others did")
                .containsExactly(1);
        poll(10);
        assertThat(berlin.log.endsOf(AlertKind.GATEWAY_OUTAGE)).containsExactly("3 of 12 active peers are still lost");
        assertThat(berlin.log.lastAppend()).hasSize(4);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN))
                .extracting(Alert::summary)
                .hasSize(3)
                .allMatch(summary -> summary.endsWith(" is down: no handshake for 4m11s"));
        poll(10).poll(10);
        assertThat(berlin.log.appends()).containsExactly(1, 4);
    }

    @Test
    void aSmallOneEndsWhenOnlyOneIsLostWhateverItsShare() {
        renew(0, 3);
        poll(0).poll(181);
        renew(1, 2);
        poll(10);
        assertThat(berlin.log.appends()).containsExactly(1);
        renew(1, 3);
        poll(10);
        assertThat(berlin.log.endsOf(AlertKind.GATEWAY_OUTAGE)).containsExactly("1 of 3 active peers are still lost");
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void itEndsWithoutAWordWhenAllAreBackAndMayComeAgain() {
        renew(0, 5);
        poll(0).poll(181);
        renew(0, 5);
        poll(10);
        assertThat(open()).isEmpty();
        poll(181);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).hasSize(2);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).isEmpty();
    }

    @Test
    void allInterfacesOfAGatewayCountTogether() {
        for (int i = 0; i < 4; i++) {
            handshakes.put("wg0 a" + i, berlin.time.instant());
            handshakes.put("wg1 b" + i, berlin.time.instant());
        }
        poll(0).poll(181);
        assertThat(outage().summary()).startsWith("8 of 8 active peers");
        handshakes.replaceAll((peer, handshake) -> peer.startsWith("wg0") ? berlin.time.instant() : handshake);
        poll(10);
        assertThat(berlin.log.appends()).as("4 of 8 are lost").containsExactly(1);
    }

    @Test
    void whoIsUnknownIsNotLostAndEndsNothing() {
        renew(0, 5);
        poll(0);
        berlin.fails(181).fails(10);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        poll(10);
        assertThat(outage().summary()).as("nobody looked meanwhile").startsWith("5 of 5");
        berlin.fails(10).fails(10).fails(10);
        assertThat(open()).hasSize(2).contains(outage().id());
        poll(10);
        assertThat(open()).containsExactly(outage().id());
    }

    @Test
    void anInterfaceThatIsMissingIsNotLostAndDoesNotEndTheOutageOfItsPeers() {
        for (int i = 0; i < 9; i++) {
            handshakes.put("wg0 a" + i, berlin.time.instant());
        }
        handshakes.put("wg1 b", berlin.time.instant());
        poll(0).poll(170);
        handshakes.put("wg1 b", berlin.time.instant());
        poll(11);
        UUID outage = outage().id();
        DumpPeer other = peer("wg1", "b", Optional.of(berlin.time.instant()), false);
        for (int restarts = 0; restarts < 2; restarts++) {
            berlin.reads(10, Dumps.reading(List.of("wg1"), other)).reads(10, Dumps.reading(List.of("wg1"), other));
            berlin.kill();
        }
        assertThat(open()).contains(outage).hasSize(2);
        poll(10);
        assertThat(open()).containsExactly(outage);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).isEmpty();
        berlin.settings = Dumps.settings(Expectation.ALWAYS, "wg1");
        berlin.reads(10, Dumps.reading(List.of("wg1"), other));
        assertThat(open()).isEmpty();
    }

    @Test
    void anInterfaceThatNeverWasDoesNotHoldUpTheEnd() {
        berlin.settings = Dumps.settings(Expectation.ALWAYS, "wg0", "wg7");
        renew(0, 5);
        poll(0).poll(181);
        renew(0, 5);
        poll(10);
        assertThat(berlin.log.open(AlertKind.GATEWAY_OUTAGE)).isEmpty();
    }

    @Test
    void thePeersOfAnInterfaceThatComesBackWithoutHandshakesAreOneOutage() {
        renew(0, 5);
        poll(0);
        berlin.reads(10, Dumps.reading(List.of())).reads(300, Dumps.reading(List.of()));
        poll(10);
        assertThat(open()).containsExactly(outage().id());
    }

    @Test
    void aKillInTheMiddleNeitherRaisesSinglesNorLosesTheOutage() {
        renew(0, 1000);
        poll(0).poll(181);
        berlin.kill();
        poll(600).poll(10);
        berlin.kill();
        renew(0, 300);
        poll(10);
        assertThat(berlin.log.appends()).containsExactly(1);
        renew(0, 1000);
        poll(10);
        assertThat(berlin.log.appends()).containsExactly(1, 1);
        assertThat(open()).isEmpty();
    }

    @Test
    void aKillWhileItsFirstPeersAreLostChangesNothing() {
        renew(0, 10);
        poll(0);
        renewAfter(100, 4, 10);
        poll(0).poll(81);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(4);
        berlin.kill();
        poll(100).poll(10);
        assertThat(open()).containsExactly(outage().id());
        assertThat(outage().summary()).startsWith("10 of 10");
    }

    @Test
    void whoWasLostWhileTheProbeWasAwayIsLostInTheFirstPoll() {
        renew(0, 10);
        poll(0);
        berlin.kill();
        poll(3600);
        assertThat(open()).containsExactly(outage().id());
    }

    @Test
    void whoWasLostLongBeforeTheFirstSightIsNoOutage() {
        renew(0, 10);
        berlin.time.passSeconds(3600);
        poll(0);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(10);
    }

    @Test
    void aStartWithoutTheLogRaisesNoSinglesWhenTheLogKnowsOfAnOutage() {
        renew(0, 10);
        poll(0).poll(181);
        berlin.kill();
        berlin.logService = Optional.empty();
        poll(600).poll(10);
        berlin.logService = Optional.of(berlin.log);
        poll(10);
        assertThat(berlin.log.appends()).containsExactly(1);
        assertThat(berlin.outbox.pending()).isZero();
    }

    @Test
    void aStartWithoutTheLogDoesNotRaiseAgainWhatAnOperatorResolved() {
        loseOneByOne(10);
        berlin.log.resolveByOperator(outage().id(), berlin.time.instant());
        int events = berlin.log.events().size();
        berlin.kill();
        berlin.logService = Optional.empty();
        poll(10).poll(10);
        berlin.logService = Optional.of(berlin.log);
        poll(10);
        assertThat(berlin.log.events()).hasSize(events);
    }

    @Test
    void aLogThatIsFullGetsTheOutageWithTheTakenInWhenThereIsRoom() {
        renew(0, 10);
        poll(0);
        berlin.log.full(true);
        renewAfter(100, 4, 10);
        poll(0).poll(81).poll(100);
        assertThat(berlin.outbox.pending()).isEqualTo(4 + 5);
        berlin.log.full(false);
        poll(10);
        assertThat(open()).containsExactly(outage().id());
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(4);
    }

    @Test
    void anEndThatDidNotReachTheLogBeforeAKillIsSaidAfterIt() {
        renew(0, 10);
        poll(0).poll(181);
        berlin.log.full(true);
        renew(2, 10);
        poll(10);
        berlin.kill();
        berlin.log.full(false);
        poll(10);
        assertThat(berlin.log.endsOf(AlertKind.GATEWAY_OUTAGE)).hasSize(1);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(2);
        assertThat(berlin.log.lastAppend()).hasSize(3);
    }

    @Test
    void anEndThatDidNotReachTheLogMakesTheNextOutageARecurrence() {
        renew(0, 10);
        poll(0).poll(181);
        berlin.log.full(true);
        renew(0, 10);
        poll(10);
        berlin.kill();
        berlin.log.full(false);
        poll(181);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).hasSize(1);
        assertThat(berlin.log.recurred()).hasSize(1);
        assertThat(open()).containsExactly(outage().id());
    }

    @Test
    void resolvedByAnOperatorItStaysUnsaidWithItsPeersUntilItHasEnded() {
        renew(0, 10);
        poll(0).poll(181);
        berlin.log.resolveByOperator(outage().id(), berlin.time.instant());
        poll(10).poll(1000);
        berlin.kill();
        poll(10);
        assertThat(open()).isEmpty();
        assertThat(berlin.log.appends()).containsExactly(1);
        renew(2, 10);
        poll(10).poll(60);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).as("it has ended").hasSize(2);
        renew(0, 10);
        poll(10).poll(181);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).hasSize(2);
    }

    @Test
    void thoseThatADyingUplinkLosesRightAfterTheOperatorArePartOfItAndLaterOnesAreNot() {
        renew(0, 12);
        poll(0);
        renewAfter(100, 6, 12);
        poll(0).poll(81);
        assertThat(outage().summary()).startsWith("6 of 12");
        berlin.log.resolveByOperator(outage().id(), berlin.time.instant());
        renew(9, 12);
        poll(0).poll(130);
        assertThat(berlin.view.peerStatuses(berlin.time.now()).filter(peer -> peer.verdict() == Verdict.DOWN))
                .hasSize(9);
        assertThat(open()).as("fell silent within the window").isEmpty();
        poll(60);
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::verdict)
                .containsOnly(Verdict.DOWN);
        assertThat(open()).as("fell silent at its end").isEmpty();
        renew(9, 12);
        poll(10).poll(181);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(3);
    }

    @Test
    void peersWhoseAlertsAnOperatorResolvedDoNotCountAndAreNotRaisedAtTheEnd() {
        renew(0, 10);
        poll(0);
        renewAfter(100, 2, 10);
        poll(0).poll(81);
        berlin.log
                .open(AlertKind.PEER_DOWN)
                .forEach(alert -> berlin.log.resolveByOperator(alert.id(), berlin.time.instant()));
        poll(100);
        assertThat(outage().summary()).startsWith("8 of 8");
        renew(2, 10);
        poll(10);
        assertThat(open()).isEmpty();
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(2);
    }

    @Test
    void switchedOffItEndsAndEveryLostPeerIsRaised() {
        renew(0, 10);
        poll(0).poll(181);
        correlate(0);
        poll(10);
        assertThat(berlin.log.lastAppend()).hasSize(11);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(10);
        assertThat(berlin.log.open(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        correlate(50);
        poll(300);
        assertThat(open()).as("they were lost long ago").hasSize(10);
    }

    @Test
    void switchedOffTheOneThatAnOperatorResolvedEndsToo() {
        renew(0, 10);
        poll(0).poll(181);
        berlin.log.resolveByOperator(outage().id(), berlin.time.instant());
        correlate(0);
        poll(10);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(10);
    }

    @Test
    void anotherPercentageCountsFromTheNextPollOn() {
        renew(0, 10);
        poll(0);
        renewAfter(170, 5, 10);
        poll(0).poll(11);
        correlate(90);
        poll(10);
        assertThat(outage().summary()).as("50 % are more than half of 90 %").startsWith("5 of 10");
        correlate(100);
        poll(10);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(5);
    }

    @Test
    void aPeerThatMayBeSilentNowIsNoLongerLost() {
        renew(0, 4);
        poll(0).poll(181);
        berlin.settings = Dumps.settings(Expectation.ROAMING);
        poll(10);
        assertThat(open()).isEmpty();
        assertThat(berlin.log.endsOf(AlertKind.GATEWAY_OUTAGE)).containsExactly("no peer is lost in it any more");
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).isEmpty();
    }

    @Test
    void whoIsDownForAChangedExpectationIsNoOutage() {
        berlin.settings = Dumps.settings(Expectation.ROAMING);
        renew(0, 10);
        poll(0).poll(3600);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        poll(10);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(10);
    }

    @Test
    void peersThatAreRemovedAreNoLongerLost() {
        renew(0, 10);
        poll(0).poll(181);
        renew(8, 10);
        IntStream.range(2, 8).forEach(number -> handshakes.remove(peerName(number)));
        poll(10);
        assertThat(berlin.log.appends()).as("2 of 4").hasSize(2).last().isEqualTo(12);
        assertThat(berlin.log.open(AlertKind.GATEWAY_OUTAGE)).hasSize(1);
        handshakes.remove(peerName(0));
        poll(10);
        assertThat(berlin.log.open(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void sitesThatAreLostAreOneOutageHoweverManyLaptopsAreAsleep() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        renew(0, 100);
        alwaysThere(5);
        poll(0).poll(181);
        assertThat(outage().summary()).startsWith("5 of 5 active peers");
        poll(1700);
        assertThat(open()).as("the laptops are lost half an hour later").containsExactly(outage().id());
    }

    @Test
    void sitesThatAreLostWhileLaptopsAreThereAreNoOutage() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        renew(0, 20);
        alwaysThere(5);
        poll(0);
        renewAfter(170, 5, 20);
        poll(0).poll(11);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(5);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
    }

    @Test
    void laptopsThatAreClosedOneAfterTheOtherInTheEveningAreNoOutage() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        renew(0, 60);
        poll(0);
        for (int closed = 1; closed <= 50; closed++) {
            renewAfter(30, closed, 60);
            poll(0);
        }
        // the last few take their time
        for (int seconds = 0; seconds < 3600; seconds += 20) {
            renewAfter(20, Math.min(56, 50 + seconds / 200), 60);
            poll(0);
        }
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(56);
    }

    @Test
    void laptopsThatWereAllLostAtOnceAreOneOutageWhenTheyAreDown() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        renew(0, 20);
        poll(0).poll(1000);
        assertThat(berlin.log.events()).isEmpty();
        poll(900);
        assertThat(open()).containsExactly(outage().id());
        assertThat(outage().summary()).startsWith("20 of 20");
    }

    @Test
    void whoNeverCameDoesNotCount() {
        for (int i = 0; i < 50; i++) {
            handshakes.put("wg0 never" + i, Instant.EPOCH);
        }
        renew(0, 4);
        poll(0).poll(181);
        assertThat(outage().summary()).startsWith("4 of 4");
    }

    @Test
    void whenSomebodyResolvesASingleAlertMeanwhileTheOutageIsDecidedAgain() {
        renew(0, 10);
        poll(0);
        renewAfter(100, 4, 10);
        poll(0).poll(81);
        UUID one = berlin.log.open(AlertKind.PEER_DOWN).get(0).id();
        berlin.log.beforeNextAppend(() -> berlin.log.resolveByOperator(one, berlin.time.instant()));
        poll(100);
        assertThat(outage().summary()).startsWith("9 of 9");
        assertThat(open()).containsExactly(outage().id());
        assertThat(berlin.outbox.pending()).isZero();
    }

    @Test
    void clocksThatJumpMakeNoOutageAndEndNone() {
        renew(0, 10);
        poll(0);
        renewAfter(170, 3, 10);
        poll(0).poll(11);
        for (int hours : new int[] {1, -2, 1}) {
            berlin.time.jump(Duration.ofHours(hours));
            renew(3, 10);
            poll(10);
        }
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).isEmpty();
        poll(181);
        UUID outage = outage().id();
        berlin.time.jump(Duration.ofHours(1));
        poll(10);
        assertThat(berlin.log.open(AlertKind.GATEWAY_OUTAGE))
                .extracting(Alert::id)
                .containsExactly(outage);
    }

    @Test
    void aSingleAlertThatWasTakenInHasNotEnded() {
        loseOneByOne(10);
        berlin.kill();
        renew(1, 10);
        poll(10).poll(60);
        assertThat(berlin.log.recurred()).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    private void correlate(int percent) {
        correlate(percent, WINDOW);
    }

    private void correlate(int percent, Duration window) {
        berlin.settings = Dumps.outages(berlin.settings, percent, window);
    }

    /** Every 20 s one more stops to shake hands, until all have. */
    private void loseOneByOne(int peers) {
        renew(0, peers);
        poll(0);
        for (int lost = 1; lost <= peers; lost++) {
            renewAfter(20, lost, peers);
            poll(0);
        }
        for (int wait = 0; wait < 9; wait++) {
            poll(20);
        }
    }

    private void renewAfter(long seconds, int from, int to) {
        berlin.time.passSeconds(seconds);
        renew(from, to);
    }

    /** A handshake with these, some of which may be new. */
    private void renew(int from, int to) {
        IntStream.range(from, to).forEach(number -> handshakes.put(peerName(number), berlin.time.instant()));
    }

    private void alwaysThere(int count) {
        IntStream.range(0, count).forEach(number -> {
            String key = peerName(number).substring(4);
            berlin.peerSettings.put(
                    key,
                    new PeerSettings(
                            key, Optional.empty(), Optional.of(Expectation.ALWAYS), Optional.empty(), List.of()));
        });
    }

    private static String peerName(int number) {
        return "wg0 peer%04d".formatted(number);
    }

    private OutageTest poll(long afterSeconds) {
        List<DumpPeer> peers = new ArrayList<>();
        handshakes.forEach((name, handshake) -> peers.add(peer(
                name.substring(0, 3),
                name.substring(4),
                Optional.of(handshake).filter(at -> !at.equals(Instant.EPOCH)),
                false)));
        List<String> interfaces =
                peers.stream().map(DumpPeer::interfaceName).distinct().toList();
        berlin.reads(afterSeconds, Dumps.reading(interfaces, peers.toArray(DumpPeer[]::new)));
        return this;
    }

    private Alert outage() {
        List<Alert> open = berlin.log.open(AlertKind.GATEWAY_OUTAGE);
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    /** All that is open. */
    private List<UUID> open() {
        return berlin.log.openAlerts().alerts().stream().map(Alert::id).toList();
    }
}
