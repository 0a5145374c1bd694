package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The uplink of a gateway with 250 peers, as they are in the field: each makes a handshake every 120 s, at a time of
 * its own, and after a dead uplink at a time of its own again.
 */
class DyingUplinkTest {

    private static final int PEERS = 250;
    private static final int INTERVAL_SECONDS = 10;
    private static final int REKEY_SECONDS = 120;
    private static final int STAY_AWAY = 3;

    @TempDir
    private Path directory;

    private Berlin berlin;
    private final Instant[] handshakes = new Instant[PEERS];
    private boolean uplink = true;
    private int staysAway;
    private int second;

    @BeforeEach
    void allAreThere() {
        berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        for (int number = 0; number < PEERS; number++) {
            handshakes[number] = berlin.time.instant().minusSeconds(sinceItsTurn(number));
        }
        live(600);
        assertThat(berlin.log.events()).isEmpty();
    }

    @Test
    void itIsOneOutageThatTakesInTheFirstAndGivesBackWhoStaysAway() {
        uplink = false;
        live(900);
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).hasSize(1);
        int firstOnes = berlin.log.raised(AlertKind.PEER_DOWN).size();
        assertThat(firstOnes).as("raised until half of them were lost").isBetween(100, 125);
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN))
                .hasSize(firstOnes)
                .allMatch(reason -> reason.startsWith("part of the outage of gateway berlin"));
        assertThat(open()).containsExactly(AlertKind.GATEWAY_OUTAGE);
        uplink = true;
        staysAway = STAY_AWAY;
        live(600);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(STAY_AWAY);
        assertThat(open()).hasSize(STAY_AWAY);
        assertThat(berlin.log.raised(AlertKind.PEER_DOWN))
                .as("who came back one after the other got no alert of its own")
                .hasSize(firstOnes + STAY_AWAY);
        assertThat(berlin.log.endsOf(AlertKind.GATEWAY_OUTAGE)).containsExactly("3 of 250 active peers are still lost");
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).isEmpty();
    }

    @Test
    void whoIsBackAtTheEndLeavesNothing() {
        uplink = false;
        live(900);
        uplink = true;
        live(600);
        assertThat(open()).isEmpty();
    }

    @Test
    void oneThatDiesFiveTimesInAnHourIsFiveOutagesAndNoFlappingOfAPeer() {
        for (int time = 0; time < 5; time++) {
            uplink = false;
            live(420);
            if (time % 2 == 1) {
                berlin.kill();
            }
            uplink = true;
            live(300);
        }
        assertThat(berlin.log.raised(AlertKind.GATEWAY_OUTAGE)).hasSize(5);
        assertThat(berlin.log.raised(AlertKind.PEER_FLAPPING)).isEmpty();
        live(600);
        assertThat(open()).isEmpty();
    }

    @Test
    void whoFlapsByItselfIsToldFromTheUplinkAndSpokenForByItsOwnAlert() {
        for (int round = 0; round < 4; round++) {
            staysAway = 1;
            live(360);
            staysAway = 0;
            live(200);
        }
        assertThat(open()).containsExactly(AlertKind.PEER_FLAPPING);
        for (int time = 0; time < 2; time++) {
            uplink = false;
            live(600);
            assertThat(open()).containsExactlyInAnyOrder(AlertKind.PEER_FLAPPING, AlertKind.GATEWAY_OUTAGE);
            uplink = true;
            live(400);
            assertThat(open()).containsExactly(AlertKind.PEER_FLAPPING);
        }
        live(3_600);
        assertThat(open()).isEmpty();
    }

    @Test
    void aFlappingThatEndsWithinAnOutageLeavesThePeerToTheOutage() {
        for (int round = 0; round < 3; round++) {
            staysAway = 1;
            live(360);
            staysAway = 0;
            live(200);
        }
        assertThat(open()).containsExactly(AlertKind.PEER_FLAPPING);
        uplink = false;
        live(4_200);
        assertThat(open()).containsExactly(AlertKind.GATEWAY_OUTAGE);
        assertThat(berlin.log.endsOf(AlertKind.PEER_FLAPPING)).hasSize(1);
        uplink = true;
        live(600);
        assertThat(open()).isEmpty();
    }

    private void live(int seconds) {
        for (int until = second + seconds; second < until; second += INTERVAL_SECONDS) {
            berlin.time.passSeconds(INTERVAL_SECONDS);
            Instant now = berlin.time.instant();
            if (uplink) {
                renew(now);
            }
            berlin.sees(
                    0,
                    IntStream.range(0, PEERS)
                            .mapToObj(number -> peer("peer%03d".formatted(number), handshakes[number]))
                            .toArray(DumpPeer[]::new));
        }
    }

    /** Each at its own second of the two minutes. */
    private void renew(Instant now) {
        for (int number = staysAway; number < PEERS; number++) {
            if (sinceItsTurn(number) < INTERVAL_SECONDS) {
                handshakes[number] = now.minusSeconds(sinceItsTurn(number));
            }
        }
    }

    private long sinceItsTurn(int number) {
        long ownSecond = number * REKEY_SECONDS / PEERS;
        return Math.floorMod(berlin.time.instant().getEpochSecond() - ownSecond, (long) REKEY_SECONDS);
    }

    private Iterable<AlertKind> open() {
        return berlin.log.openAlerts().alerts().stream()
                .map(Alert::key)
                .map(key -> key.kind())
                .toList();
    }
}
