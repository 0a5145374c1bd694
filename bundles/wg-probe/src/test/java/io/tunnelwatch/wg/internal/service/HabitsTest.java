package io.tunnelwatch.wg.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PEER_ONE_WAY and ENDPOINT_FLAPPING. */
class HabitsTest {

    private static final int INTERVAL_SECONDS = 10;
    private static final String HOME = "192.0.2.7:51820";
    private static final String MOBILE = "203.0.113.9:40127";
    private static final String OFFICE = "[2001:db8:1::5]:51820";

    @TempDir
    private Path directory;

    private Berlin berlin;
    private Instant handshake;
    private long rx = 1_000;
    private long tx = 2_000;
    private String endpoint = HOME;

    @BeforeEach
    void start() {
        berlin = new Berlin(directory);
        handshake = berlin.time.instant();
        poll();
    }

    /** What a wireguard-go showed whose data were dropped on the way back, see ADR 0019. */
    @Test
    void onlyAnswersToHandshakesComeBackFromWhomThisSideSendsTo() {
        traffic(14, 6, 138);
        assertThat(berlin.log.events()).isEmpty();
        traffic(3, 6, 138);
        assertThat(berlin.log.raised(AlertKind.PEER_ONE_WAY))
                .extracting(Raised::summary)
                .containsExactly("Peer ada (wg0 on berlin) does not answer: handshakes work, but in 15 minutes in which"
                        + " this side sent, nothing came back");
        traffic(60, 6, 138);
        assertThat(berlin.log.events()).hasSize(1);
    }

    /** The same without a drop: the other side takes it and says nothing but a keepalive every 10 s. */
    @Test
    void keepalivesOfTheOtherSideAreNoAnswer() {
        traffic(17, 4, 129);
        assertThat(berlin.log.raised(AlertKind.PEER_ONE_WAY)).hasSize(1);
    }

    @Test
    void aPeerThatIsIdleWithKeepalivesOnBothSidesIsNotOneWay() {
        traffic(600, 2, 3);
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void littleTrafficInBothDirectionsIsNotOneWay() {
        // a ping every 10 s, one every 3 s, a download
        traffic(60, 15, 15);
        traffic(60, 45, 45);
        traffic(60, 5_000, 100_000);
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void anythingThatComesBackInBetweenBeginsAnew() {
        for (int round = 0; round < 5; round++) {
            traffic(13, 6, 138);
            traffic(2, 500, 138);
        }
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void attemptsAddUpWhenNobodySendsInBetween() {
        for (int round = 0; round < 4; round++) {
            traffic(5, 6, 138);
            traffic(30, 1, 1);
        }
        assertThat(berlin.log.raised(AlertKind.PEER_ONE_WAY)).hasSize(1);
    }

    @Test
    void itEndsAtOnceWhenSomethingComesBackAndNotWhenNobodySendsAnyMore() {
        traffic(17, 6, 138);
        traffic(60, 1, 1);
        berlin.kill();
        traffic(10, 6, 138);
        assertThat(berlin.log.open(AlertKind.PEER_ONE_WAY))
                .as("a start knows nothing of it, which is no end")
                .hasSize(1);
        rx += 5_000;
        handshake = berlin.time.instant();
        poll();
        assertThat(berlin.log.endsOf(AlertKind.PEER_ONE_WAY)).containsExactly("something comes back again");
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
    }

    @Test
    void itEndsWhenTheHandshakeIsStale() {
        traffic(17, 6, 138);
        berlin.time.passSeconds(200);
        poll();
        assertThat(berlin.log.endsOf(AlertKind.PEER_ONE_WAY))
                .containsExactly("its latest handshake is stale, so it is not there at all");
    }

    @Test
    void whatHappenedWhileNobodyLookedIsNotCounted() {
        traffic(1, 6, 138);
        berlin.time.passSeconds(3_600);
        tx += 138 * 3_600;
        handshake = berlin.time.instant();
        poll();
        traffic(5, 6, 138);
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void anInterfaceThatIsRestartedCountsOn() {
        traffic(10, 6, 138);
        rx = 0;
        tx = 0;
        traffic(8, 6, 138);
        assertThat(berlin.log.raised(AlertKind.PEER_ONE_WAY)).hasSize(1);
    }

    @Test
    void resolvedByAnOperatorOneWayTrafficIsUnsaidUntilSomethingCameBack() {
        traffic(17, 6, 138);
        berlin.log.resolveByOperator(
                berlin.log.open(AlertKind.PEER_ONE_WAY).get(0).id(), berlin.time.instant());
        traffic(60, 6, 138);
        assertThat(berlin.log.raised(AlertKind.PEER_ONE_WAY)).hasSize(1);
        traffic(2, 500, 138);
        traffic(17, 6, 138);
        assertThat(berlin.log.raised(AlertKind.PEER_ONE_WAY)).hasSize(2);
    }

    @Test
    void switchedOffNothingOfItIsSaid() {
        traffic(17, 6, 138);
        move(MOBILE, HOME, MOBILE);
        assertThat(berlin.log.openAlerts().alerts()).hasSize(2);
        berlin.settings = Dumps.limits(
                berlin.settings,
                new PeerLimits(Dumps.LIMITS.flaps(), new ChangeLimit(0, Duration.ofMinutes(10)), Duration.ZERO));
        poll();
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
        traffic(60, 6, 138);
        move(HOME, MOBILE, HOME, MOBILE);
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
    }

    @Test
    void anEndpointThatJumpsBackAndForthIsOneAlert() {
        move(MOBILE, HOME);
        assertThat(berlin.log.events()).as("from wifi to mobile and back, once").isEmpty();
        move(MOBILE);
        assertThat(berlin.log.raised(AlertKind.ENDPOINT_FLAPPING))
                .extracting(Raised::summary)
                .containsExactly("Peer ada (wg0 on berlin) jumps between 192.0.2.0/24 and 203.0.113.0/24, 3 times"
                        + " within 10m: two machines may use its key");
        for (int round = 0; round < 50; round++) {
            move(HOME, MOBILE);
        }
        assertThat(berlin.log.events()).hasSize(1);
        stay(590);
        assertThat(berlin.log.openAlerts().alerts()).hasSize(1);
        stay(10);
        assertThat(berlin.log.endsOf(AlertKind.ENDPOINT_FLAPPING)).containsExactly("its endpoint did not jump for 10m");
    }

    @Test
    void aLaptopThatRoamsOnIsNoAlert() {
        for (int round = 0; round < 20; round++) {
            move(MOBILE, OFFICE, "198.51.100.1:9", HOME);
        }
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void anotherPortOrAddressOfTheSameNetworkIsNoMove() {
        for (int round = 0; round < 50; round++) {
            move("192.0.2.7:1", "192.0.2.99:2");
        }
        move(MOBILE);
        for (int round = 0; round < 5; round++) {
            move("203.0.113.9:1", "203.0.113.10:2");
        }
        move(HOME);
        assertThat(berlin.log.events()).isEmpty();
        move(MOBILE);
        assertThat(berlin.log.raised(AlertKind.ENDPOINT_FLAPPING)).hasSize(1);
    }

    @Test
    void jumpsThatAreFurtherApartThanTheWindowAreNone() {
        for (int round = 0; round < 10; round++) {
            move(MOBILE);
            stay(300);
            move(HOME);
            stay(300);
        }
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void aRestartInTheMiddleOfJumpsChangesNothing() {
        move(MOBILE, HOME);
        stay(70);
        berlin.kill();
        move(MOBILE);
        assertThat(berlin.log.raised(AlertKind.ENDPOINT_FLAPPING)).hasSize(1);
        stay(70);
        berlin.kill();
        stay(500);
        assertThat(berlin.log.openAlerts().alerts()).hasSize(1);
        stay(100);
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
    }

    @Test
    void anInterfaceThatForgotTheEndpointIsNoMove() {
        move(MOBILE, HOME);
        berlin.sees(INTERVAL_SECONDS, line(Optional.empty()));
        stay(10);
        assertThat(berlin.log.events()).isEmpty();
        move(MOBILE);
        assertThat(berlin.log.raised(AlertKind.ENDPOINT_FLAPPING)).hasSize(1);
    }

    /** So much each second, for so many minutes, with a handshake every two. */
    private void traffic(int minutes, int rxPerSecond, int txPerSecond) {
        for (int second = 0; second < minutes * 60; second += INTERVAL_SECONDS) {
            rx += (long) rxPerSecond * INTERVAL_SECONDS;
            tx += (long) txPerSecond * INTERVAL_SECONDS;
            stay(INTERVAL_SECONDS);
        }
    }

    private void move(String... endpoints) {
        for (String next : endpoints) {
            endpoint = next;
            stay(INTERVAL_SECONDS);
        }
    }

    private void stay(int seconds) {
        for (int second = 0; second < seconds; second += INTERVAL_SECONDS) {
            berlin.time.passSeconds(INTERVAL_SECONDS);
            if (Duration.between(handshake, berlin.time.instant()).toSeconds() >= 120) {
                handshake = berlin.time.instant();
            }
            poll();
        }
    }

    private void poll() {
        berlin.sees(0, line(Optional.of(endpoint)));
    }

    private DumpPeer line(Optional<String> endpointNow) {
        return new DumpPeer(
                "wg0", "ada", endpointNow, List.of("10.0.0.2/32"), Optional.of(handshake), rx, tx, Optional.empty());
    }
}
