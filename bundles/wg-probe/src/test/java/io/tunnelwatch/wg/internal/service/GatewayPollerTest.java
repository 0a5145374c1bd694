package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.never;
import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static io.tunnelwatch.wg.internal.testing.Dumps.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.PeerMemory;
import io.tunnelwatch.wg.internal.memory.MemoryFile;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayPollerTest {

    @TempDir
    private Path directory;

    private Berlin berlin;

    @BeforeEach
    void expectEverybody() {
        berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
    }

    @Test
    void aLostPeerIsOneAlertThatEndsWithItsNextHandshake() {
        DumpPeer ada = up("ada");
        berlin.sees(0, ada).sees(180, ada);
        assertThat(berlin.log.events()).isEmpty();
        berlin.sees(1, ada).sees(10, ada).sees(10, ada);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).singleElement().satisfies(raised -> {
            assertThat(raised.summary()).isEqualTo("Peer ada (wg0 on berlin) is down: no handshake for 3m1s");
            assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(raised.peerName()).contains("ada");
        });
        berlin.time.passSeconds(10);
        berlin.sees(0, up("ada"));
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).isEmpty();
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN)).containsExactly("a handshake 0s ago");
    }

    @Test
    void clocksThatJumpRaiseNothing() {
        berlin.sees(0, up("ada"));
        berlin.time.jump(Duration.ofHours(1));
        berlin.sees(10, peer("ada", berlin.time.instant().minus(Duration.ofHours(1))));
        berlin.time.jump(Duration.ofHours(-2));
        berlin.sees(100, up("ada")).sees(180, berlin.view.peers().get(0).line());
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void theFirstSightIsABaseline() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        berlin.sees(0, stale("ada"), never("bob"), up("eve")).sees(1_000, stale("ada"), never("bob"), up("eve"));
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void whoIsStaleAtFirstSightIsDownIfExpectedAlways() {
        berlin.sees(0, stale("ada"));
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void whoNeverCameIsAnAlertAfterTheTimeForAHandshakeWherePolicyAsks() {
        berlin.sees(0, never("ada")).sees(180, never("ada"));
        assertThat(berlin.log.events()).isEmpty();
        berlin.sees(1, never("ada")).sees(10, never("ada"));
        assertThat(berlin.log.open(AlertKind.PEER_NEVER)).hasSize(1);
        berlin.sees(10, up("ada"));
        assertThat(berlin.log.open(AlertKind.PEER_NEVER)).isEmpty();
        assertThat(berlin.log.raised(AlertKind.PEER_NEVER)).hasSize(1);
    }

    @Test
    void aPeerThatCameAndOneThatWentAreToldAtOnce() {
        berlin.sees(0, up("ada"), up("bob")).sees(10, up("bob"), up("eve")).sees(10, up("bob"), up("eve"));
        assertThat(berlin.log.raised(AlertKind.PEER_ADDED))
                .extracting(Raised::summary)
                .containsExactly("Peer eve was added to wg0 on berlin");
        assertThat(berlin.log.raised(AlertKind.PEER_REMOVED))
                .extracting(Raised::summary)
                .containsExactly("Peer ada was removed from wg0 on berlin");
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
        assertThat(berlin.log.appends()).containsExactly(4);
    }

    @Test
    void removalEndsTheAlertOfALostPeer() {
        berlin.sees(0, stale("ada"), up("bob")).sees(10, up("bob"));
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN)).containsExactly("the peer was removed from interface wg0");
    }

    @Test
    void aMissingInterfaceIsConfirmedByASecondPollAndTakesNoPeerAway() {
        berlin.sees(0, up("ada"), stale("bob")).reads(10, reading(List.of()));
        assertThat(berlin.log.open(AlertKind.INTERFACE_DOWN)).isEmpty();
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::verdict, PeerStatus::handshakeAge)
                .containsOnly(tuple(Verdict.UNKNOWN, Optional.empty()));
        assertThat(berlin.view.state()).isEqualTo(GatewayStatus.State.PARTIAL);
        berlin.reads(10, reading(List.of())).reads(300, reading(List.of()));
        assertThat(berlin.log.raised(AlertKind.INTERFACE_DOWN)).hasSize(1);
        assertThat(berlin.log.raised(AlertKind.PEER_REMOVED)).isEmpty();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN))
                .extracting(Alert::peerName)
                .containsExactly(Optional.of("bob"));
        berlin.sees(10, up("ada"), stale("bob"));
        assertThat(berlin.log.open(AlertKind.INTERFACE_DOWN)).isEmpty();
    }

    @Test
    void anInterfaceThatWgCouldNotReadIsMissingThoughOthersAreThere() {
        berlin.reads(0, reading(List.of("wg0", "wg1"), up("ada"), up("wg1", "bob")));
        Reading partial = new Reading(reading(List.of("wg0"), up("ada")).dump(), Map.of("wg1", "Permission denied"));
        berlin.reads(10, partial).reads(10, partial);
        assertThat(berlin.log.open(AlertKind.INTERFACE_DOWN))
                .extracting(Alert::summary)
                .containsExactly("Interface wg1 on berlin is down: Permission denied");
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::name, PeerStatus::verdict)
                .containsExactlyInAnyOrder(tuple("ada", Verdict.UP), tuple("bob", Verdict.UNKNOWN));
    }

    @Test
    void anExpectedInterfaceThatNeverWasIsMissing() {
        berlin.settings = Dumps.settings(Expectation.AUTO, "wg0", "wg7");
        berlin.sees(0, up("ada")).sees(10, up("ada"));
        assertThat(berlin.log.open(AlertKind.INTERFACE_DOWN)).hasSize(1);
        berlin.reads(10, reading(List.of("wg0", "wg7"), up("ada"), up("wg7", "bob")));
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
        assertThat(berlin.log.raised(AlertKind.PEER_ADDED)).isEmpty();
    }

    @Test
    void anInterfaceThatIsNoLongerWatchedTakesItsAlertsAlong() {
        berlin.reads(0, reading(List.of("wg0", "wg1"), up("ada"), stale("wg1", "bob")));
        berlin.settings = Dumps.settings(Expectation.ALWAYS, "wg0");
        berlin.reads(10, reading(List.of("wg0", "wg1"), up("ada"), stale("wg1", "bob")));
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN))
                .containsExactly("interface wg1 is no longer among those that are watched");
        assertThat(berlin.log.raised(AlertKind.PEER_REMOVED)).isEmpty();
    }

    @Test
    void aGatewayThatCanNotBeReadIsConfirmedByASecondPollAndNobodyIsDown() {
        berlin.sees(0, up("ada")).fails(10);
        assertThat(berlin.log.events()).isEmpty();
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::verdict)
                .containsExactly(Verdict.UNKNOWN);
        berlin.fails(10).fails(1000);
        assertThat(berlin.log.events()).hasSize(1);
        assertThat(berlin.log.open(AlertKind.GATEWAY_UNREACHABLE))
                .extracting(Alert::summary)
                .containsExactly("Gateway berlin can not be read: wg: Operation not permitted");
        berlin.sees(10, up("ada"));
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
    }

    @Test
    void neitherUnknownNorIdleEndsADownButAChangedExpectationDoes() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        DumpPeer ada = up("ada");
        berlin.sees(0, ada).sees(1800, ada).fails(10).fails(10);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
        berlin.kill();
        berlin.sees(10, ada);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
        berlin.settings = Dumps.settings(Expectation.ROAMING);
        berlin.sees(10, ada);
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN)).containsExactly("silence is allowed now: expect = roaming");
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        berlin.sees(10, ada);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void aPeersOwnSettingsCount() {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        berlin.peerSettings.put(
                "ada",
                new PeerSettings(
                        "ada",
                        Optional.of("Ada's boiler"),
                        Optional.of(Expectation.ALWAYS),
                        Optional.of(Severity.WARNING),
                        List.of("z", "a")));
        berlin.sees(0, stale("ada"));
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).singleElement().satisfies(raised -> {
            assertThat(raised.severity()).isEqualTo(Severity.WARNING);
            assertThat(raised.tags()).containsExactly("a", "z");
            assertThat(raised.peerName()).contains("Ada's boiler");
        });
    }

    @Test
    void troubleThatAnOperatorResolvedIsRaisedAgainOnlyAfterItHasEndedOnce() {
        berlin.sees(0, stale("ada"));
        berlin.log.resolveByOperator(berlin.log.open(AlertKind.PEER_DOWN).get(0).id(), berlin.time.instant());
        berlin.sees(10, stale("ada")).sees(10, stale("ada"));
        berlin.kill();
        berlin.sees(10, stale("ada"));
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(1);
        berlin.sees(10, up("ada"));
        DumpPeer ada = berlin.view.peers().get(0).line();
        berlin.kill();
        berlin.sees(200, ada).sees(10, ada);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(2);
    }

    @Test
    void afterAKillNoAlertIsRaisedTwiceAndThoseWhosePeersCameBackAreResolved() {
        berlin.sees(0, stale("ada"), stale("bob"), never("eve"), up("joe"));
        DumpPeer joe = berlin.view.peers().get(3).line();
        berlin.sees(300, stale("ada"), stale("bob"), never("eve"), joe);
        assertThat(berlin.log.openAlerts().alerts()).hasSize(4);
        berlin.kill();
        berlin.time.passSeconds(300);
        berlin.sees(0, up("ada"), stale("bob"), never("eve"), joe)
                .sees(100, berlin.view.peers().get(0).line(), stale("bob"), never("eve"), joe);
        assertThat(berlin.log.events().stream().filter(Raised.class::isInstance))
                .hasSize(4);
        assertThat(berlin.log.openAlerts().alerts())
                .extracting(alert -> alert.peerName().orElse(""))
                .containsExactlyInAnyOrder("bob", "eve", "joe");
    }

    @Test
    void afterAKillWithoutMemoryOrWithADamagedOneOpenAlertsAreNotRaisedAgain() throws IOException {
        berlin.sees(0, stale("ada"), up("bob"));
        for (String content : List.of("", "tunnelwatch-probe 1\nnonsense\n")) {
            Files.writeString(directory.resolve("berlin.tsv"), content);
            berlin.kill();
            berlin.sees(10, stale("ada"), up("bob"), up("eve"));
        }
        assertThat(berlin.log.events()).hasSize(1);
    }

    @Test
    void whoWasAddedOrRemovedWhileTheProbeWasAwayIsTold() {
        berlin.sees(0, up("ada"), up("bob"));
        berlin.kill();
        berlin.sees(10, up("bob"), up("eve"));
        assertThat(berlin.log.raised(AlertKind.PEER_ADDED)).hasSize(1);
        assertThat(berlin.log.raised(AlertKind.PEER_REMOVED)).hasSize(1);
    }

    @Test
    void aLogThatIsFullOrAwayGetsTheEventsInOrderWhenItIsBack() {
        berlin.sees(0, up("ada"));
        DumpPeer ada = berlin.view.peers().get(0).line();
        berlin.log.full(true);
        berlin.sees(200, ada).sees(10, ada);
        assertThat(berlin.outbox.pending()).isEqualTo(1);
        berlin.logService = Optional.empty();
        berlin.sees(10, up("ada")).sees(10, up("ada"));
        assertThat(berlin.outbox.pending()).isEqualTo(2);
        berlin.logService = Optional.of(berlin.log);
        berlin.log.full(false);
        berlin.sees(10, up("ada"));
        assertThat(berlin.outbox.pending()).isZero();
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(1);
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void anEndThatDidNotReachTheLogBeforeAKillMakesTheNextOnsetARecurrence() {
        berlin.sees(0, stale("ada"));
        berlin.log.full(true);
        berlin.sees(10, up("ada"));
        DumpPeer ada = berlin.view.peers().get(0).line();
        berlin.kill();
        berlin.log.full(false);
        berlin.sees(200, ada).sees(10, ada);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(1);
        assertThat(berlin.log.recurred()).hasSize(1);
    }

    @Test
    void theFirstLogThatIsSeenCorrectsWhatWasDecidedWithoutIt() {
        berlin.sees(0, stale("ada"), stale("bob"));
        berlin.log.resolveByOperator(berlin.log.open(AlertKind.PEER_DOWN).get(0).id(), berlin.time.instant());
        berlin.kill();
        berlin.logService = Optional.empty();
        berlin.sees(10, stale("ada"), stale("bob"));
        berlin.logService = Optional.of(berlin.log);
        berlin.sees(10, stale("ada"), stale("bob"));
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN)).hasSize(2);
        assertThat(berlin.outbox.pending()).isZero();
    }

    @Test
    void whenSomebodyIsFirstTheProbeDecidesAgain() {
        berlin.sees(0, stale("ada"), up("bob"));
        DumpPeer bob = berlin.view.peers().get(1).line();
        berlin.log.beforeNextAppend(() -> berlin.log.resolveByOperator(
                berlin.log.open(AlertKind.PEER_DOWN).get(0).id(), berlin.time.instant()));
        berlin.time.passSeconds(300);
        berlin.sees(0, up("ada"), bob, up("eve"));
        assertThat(berlin.log.open(AlertKind.PEER_DOWN))
                .extracting(Alert::peerName)
                .containsExactly(Optional.of("bob"));
        assertThat(berlin.log.raised(AlertKind.PEER_ADDED)).hasSize(1);
        assertThat(berlin.outbox.pending()).isZero();
    }

    @Test
    void manyLostPeersGoInChunks() {
        List<DumpPeer> many = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            many.add(stale("peer" + i));
        }
        berlin.sees(0, many.toArray(DumpPeer[]::new));
        assertThat(berlin.log.appends()).containsExactly(1000, 1000, 500);
        berlin.sees(10);
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
        assertThat(berlin.log.appends()).allMatch(size -> size <= 1000);
    }

    @Test
    void peersOfTheSameKeyInOneAnswerCountOnce() {
        berlin.sees(0, stale("ada"), stale("ada"));
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
        assertThat(berlin.view.peers()).hasSize(1);
    }

    @Test
    void theMemoryIsWrittenOnlyWhenSomethingHasChanged() throws IOException {
        DumpPeer ada = up("ada");
        berlin.sees(0, ada);
        Path file = directory.resolve("berlin.tsv");
        Files.delete(file);
        berlin.sees(10, up("ada")).sees(10, up("ada"));
        assertThat(file).doesNotExist();
        berlin.sees(40, up("ada"));
        assertThat(file).exists();
    }

    @Test
    void aPeerThatStaysAsItIsCausesNoWriteForDays() throws IOException {
        berlin.settings = Dumps.settings(Expectation.AUTO);
        berlin.sees(0, stale("ada"), stale("bob"), never("eve"));
        Path file = directory.resolve("berlin.tsv");
        Files.delete(file);
        for (int hour = 0; hour < 48; hour++) {
            berlin.sees(3600, stale("ada"), stale("bob"), never("eve"));
        }
        assertThat(file).doesNotExist();
        Instant lastStale = berlin.time.instant();
        berlin.sees(10, up("ada"), stale("bob"), never("eve"));
        assertThat(remembered("bob").lastStale())
                .as("goes along with the next change")
                .contains(lastStale);
    }

    @Test
    void howLongAPeerStayedAsItIsIsWrittenAtTheEnd() {
        DumpPeer ada = up("ada");
        berlin.sees(0, ada).sees(120, ada);
        assertThat(remembered("ada").lastUp()).contains(Time.NOON);
        berlin.close();
        assertThat(remembered("ada").lastUp()).contains(berlin.time.instant());
    }

    @Test
    void aNameThatIsGivenOrTakenBetweenTwoPollsCountsThoughThePeerIsAsItWas() {
        DumpPeer ada = up("ada-with-a-long-key");
        berlin.sees(0, ada);
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::name)
                .containsExactly("ada-with");
        berlin.peerSettings.put(
                ada.publicKey(),
                new PeerSettings(
                        ada.publicKey(), Optional.of("Ada"), Optional.empty(), Optional.empty(), List.of("x")));
        berlin.sees(10, ada);
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::name)
                .containsExactly("Ada");
        assertThat(berlin.view.peers().get(0).settings()).isPresent();
        berlin.peerSettings.clear();
        berlin.sees(10, ada);
        assertThat(berlin.view.peerStatuses(berlin.time.now()))
                .extracting(PeerStatus::name)
                .containsExactly("ada-with");
        assertThat(berlin.view.peers().get(0).settings()).isEmpty();
    }

    private PeerMemory remembered(String key) {
        return new MemoryFile(directory, "berlin")
                .read()
                .interfaces()
                .get("wg0")
                .get(key);
    }

    private DumpPeer up(String key) {
        return peer(key, berlin.time.instant());
    }

    private DumpPeer up(String interfaceName, String key) {
        return peer(interfaceName, key, Optional.of(berlin.time.instant()), false);
    }

    private DumpPeer stale(String key) {
        return stale("wg0", key);
    }

    private DumpPeer stale(String interfaceName, String key) {
        return peer(interfaceName, key, Optional.of(Time.NOON.minusSeconds(3600)), false);
    }
}
