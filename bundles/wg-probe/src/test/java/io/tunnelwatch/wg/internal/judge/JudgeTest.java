package io.tunnelwatch.wg.internal.judge;

import static io.tunnelwatch.wg.internal.testing.Dumps.never;
import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final int FRESH_SECONDS = 180;
    private static final int INTERVAL_SECONDS = 10;

    private final Time time = new Time();
    private Optional<PeerSighting> before = Optional.empty();
    private Policy policy = policy(Expectation.ALWAYS);

    @Test
    void aPeerIsDownWithinStaleAfterAndTwoPollsOfItsHandshakeHoweverLateItWasSeen() {
        look(peer("ada", time.instant()));
        DumpPeer line = peer("ada", time.passSeconds(1).instant());
        time.passSeconds(10);
        look(line);
        int sinceHandshake = 10;
        Verdict verdict;
        do {
            time.passSeconds(10);
            sinceHandshake += 10;
            verdict = look(line);
        } while (verdict == Verdict.UP);
        assertThat(sinceHandshake).isBetween(180, 180 + 2 * 10);
    }

    @Test
    void aPeerThatGoesSilentIsDownAfterStaleAfter() {
        DumpPeer line = peer("ada", time.instant());
        assertThat(look(line)).isEqualTo(Verdict.UP);
        time.passSeconds(FRESH_SECONDS);
        assertThat(look(line)).isEqualTo(Verdict.UP);
        time.passSeconds(1);
        assertThat(look(line)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void atFirstSightTheWallClockTellsTheAgeAndOneIntervalIsAllowed() {
        assertThat(look(peer("ada", time.instant().minusSeconds(FRESH_SECONDS + INTERVAL_SECONDS + 1))))
                .isEqualTo(Verdict.DOWN);
        before = Optional.empty();
        assertThat(look(peer("ada", time.instant().minusSeconds(FRESH_SECONDS + INTERVAL_SECONDS))))
                .isEqualTo(Verdict.UP);
        time.passSeconds(1);
        assertThat(look(before.orElseThrow()
                        .memory()
                        .handshake()
                        .map(value -> peer("ada", value))
                        .orElseThrow()))
                .isEqualTo(Verdict.DOWN);
    }

    @Test
    void aValueInTheFutureCountsAsNewAndAgesFromThere() {
        DumpPeer line = peer("ada", time.instant().plusSeconds(3600));
        assertThat(look(line)).isEqualTo(Verdict.UP);
        time.passSeconds(FRESH_SECONDS + 1);
        assertThat(look(line)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aValueInTheFutureIsNotNewAgainAfterARestart() {
        DumpPeer line = peer("ada", time.instant().plusSeconds(3600));
        look(line);
        PeerMemory memory = before.orElseThrow().memory();
        time.passSeconds(FRESH_SECONDS + 1);
        assertThat(Judge.look(line, Optional.empty(), Optional.of(memory), policy, time.now())
                        .verdict())
                .isEqualTo(Verdict.DOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void aClockThatJumpsChangesNothing(long seconds) {
        DumpPeer line = peer("ada", time.instant());
        look(line);
        time.passSeconds(10).jump(Duration.ofSeconds(seconds));
        assertThat(look(line)).isEqualTo(Verdict.UP);
        time.passSeconds(FRESH_SECONDS - 10);
        assertThat(look(line)).isEqualTo(Verdict.UP);
        time.passSeconds(1);
        assertThat(look(line)).isEqualTo(Verdict.DOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void aGatewayWhoseClockIsWrongIsJudgedByChangeAlone(long seconds) {
        look(peer("ada", time.instant().plusSeconds(seconds)));
        time.passSeconds(10);
        DumpPeer next = peer("ada", time.instant().plusSeconds(seconds));
        assertThat(look(next)).isEqualTo(Verdict.UP);
        time.passSeconds(FRESH_SECONDS + 1);
        assertThat(look(next)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aPeerWithoutKeepaliveIsIdleAndDownAfterHalfAnHour() {
        policy = policy(Expectation.AUTO);
        DumpPeer line = peer("ada", time.instant());
        look(line);
        time.pass(Duration.ofMinutes(30)).passSeconds(-1);
        assertThat(look(line)).isEqualTo(Verdict.IDLE);
        time.passSeconds(1);
        assertThat(look(line)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aPeerWithKeepaliveMayNotBeSilent() {
        policy = policy(Expectation.AUTO);
        DumpPeer line = peer("wg0", "ada", Optional.of(time.instant()), true);
        look(line);
        time.passSeconds(FRESH_SECONDS + 1);
        assertThat(look(line)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void zeroIdleDownAfterIsNever() {
        policy = new Policy(
                Expectation.AUTO,
                false,
                Duration.ofSeconds(FRESH_SECONDS),
                Duration.ofSeconds(INTERVAL_SECONDS),
                Duration.ZERO,
                Dumps.LIMITS);
        DumpPeer line = peer("ada", time.instant());
        look(line);
        time.pass(Duration.ofDays(30));
        assertThat(look(line)).isEqualTo(Verdict.IDLE);
    }

    @Test
    void aRoamingPeerIsNeverDown() {
        policy = policy(Expectation.ROAMING);
        DumpPeer line = peer("wg0", "ada", Optional.of(time.instant()), true);
        look(line);
        time.pass(Duration.ofDays(30));
        assertThat(look(line)).isEqualTo(Verdict.IDLE);
    }

    @Test
    void whoIsLongStaleAtFirstSightIsIdleUntilItHasBeenUpOnce() {
        policy = policy(Expectation.AUTO);
        DumpPeer old = peer("ada", time.instant().minus(Duration.ofDays(3)));
        assertThat(look(old)).isEqualTo(Verdict.IDLE);
        time.pass(Duration.ofHours(1));
        assertThat(look(old)).isEqualTo(Verdict.IDLE);
        DumpPeer fresh = peer("ada", time.instant());
        assertThat(look(fresh)).isEqualTo(Verdict.UP);
        time.pass(Duration.ofHours(1));
        assertThat(look(fresh)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void anInterfaceRestartMakesAPeerStaleNotNever() {
        look(peer("ada", time.instant()));
        time.passSeconds(60);
        assertThat(look(never("ada"))).isEqualTo(Verdict.UP);
        time.passSeconds(FRESH_SECONDS);
        assertThat(look(never("ada"))).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aRestartOfTheProbeTooRemembersAHandshakeThatWireGuardForgot() {
        look(peer("ada", time.instant()));
        PeerMemory memory = before.orElseThrow().memory();
        time.passSeconds(FRESH_SECONDS + 1);
        assertThat(Judge.look(never("ada"), Optional.empty(), Optional.of(memory), policy, time.now())
                        .verdict())
                .isEqualTo(Verdict.DOWN);
    }

    @Test
    void aPeerWithoutAnyHandshakeIsNever() {
        assertThat(look(never("ada"))).isEqualTo(Verdict.NEVER);
        time.pass(Duration.ofDays(1));
        assertThat(look(never("ada"))).isEqualTo(Verdict.NEVER);
        assertThat(look(peer("ada", time.instant()))).isEqualTo(Verdict.UP);
    }

    @Test
    void absurdHandshakesAreJudgedToo() {
        assertThat(look(peer("ada", Instant.MIN))).isEqualTo(Verdict.DOWN);
        before = Optional.empty();
        assertThat(look(peer("ada", Instant.MAX))).isEqualTo(Verdict.UP);
    }

    @Test
    void theMemoryOfAPeerThatStaysUpChangesOnceAMinute() {
        look(peer("ada", time.instant()));
        PeerMemory memory = before.orElseThrow().memory();
        DumpPeer line = peer("ada", Time.NOON);
        time.passSeconds(59);
        look(line);
        assertThat(before.orElseThrow().memory()).isSameAs(memory);
        time.passSeconds(1);
        look(line);
        assertThat(before.orElseThrow().memory().lastUp()).contains(time.instant());
    }

    @Test
    void whoWasStaleWhenItWasLastRememberedIsStaleAtFirstSightAgain() {
        DumpPeer line = peer("ada", time.instant());
        policy = policy(Expectation.ROAMING);
        look(line);
        time.passSeconds(FRESH_SECONDS + 1);
        look(line);
        PeerMemory idle = before.orElseThrow().memory();
        policy = policy(Expectation.ALWAYS);
        look(line);
        PeerMemory down = before.orElseThrow().memory();
        time.pass(Duration.ofDays(1)).jump(Duration.ofHours(-3));
        DumpPeer back = peer("ada", time.instant());
        for (PeerMemory memory : new PeerMemory[] {idle, down}) {
            PeerSighting seen = Judge.look(back, Optional.empty(), Optional.of(memory), policy, time.now());
            assertThat(seen.verdict()).isEqualTo(Verdict.UP);
            assertThat(seen.memory().lastStale()).contains(time.instant());
        }
    }

    @Test
    void whoWasUpWhenItWasLastRememberedIsNotStaleAtFirstSight() {
        policy = policy(Expectation.ROAMING);
        DumpPeer line = peer("ada", time.instant());
        look(line);
        time.passSeconds(FRESH_SECONDS + 1);
        look(line);
        Optional<Instant> stale = before.orElseThrow().memory().lastStale();
        look(peer("ada", time.passSeconds(10).instant()));
        PeerMemory memory = before.orElseThrow().memory();
        time.passSeconds(60);
        PeerSighting seen =
                Judge.look(peer("ada", time.instant()), Optional.empty(), Optional.of(memory), policy, time.now());
        assertThat(seen.memory().lastStale()).isEqualTo(stale).isPresent();
    }

    @Test
    void whoIsSeenToBeDownWasLostSinceTheLookBeforeHoweverLongAgoThatWas() {
        DumpPeer line = peer("ada", time.instant());
        look(line);
        time.pass(Duration.ofHours(1));
        look(line);
        assertThat(isLostWithin(0)).isTrue();
        time.passSeconds(60);
        look(line);
        assertThat(isLostWithin(59)).isFalse();
        assertThat(isLostWithin(60)).isTrue();
        look(peer("ada", time.instant()));
        assertThat(isLostWithin(60)).as("it is UP").isFalse();
    }

    @Test
    void whoIsDownAtFirstSightWasLostWhenItsHandshakeReachedTheLimit() {
        look(peer("ada", time.instant().minusSeconds(FRESH_SECONDS + INTERVAL_SECONDS + 100)));
        assertThat(isLostWithin(99)).isFalse();
        assertThat(isLostWithin(100)).isTrue();
    }

    @Test
    void whoIsDownForOtherSettingsWasLostWhenItsHandshakeReachedTheLimit() {
        for (Expectation strict : List.of(Expectation.ALWAYS, Expectation.AUTO)) {
            before = Optional.empty();
            policy = policy(Expectation.ROAMING);
            DumpPeer line = peer("ada", time.instant());
            look(line);
            time.passSeconds(3_600);
            look(line);
            policy = policy(strict);
            look(line);
            int limit = strict == Expectation.ALWAYS ? FRESH_SECONDS : 1_800;
            assertThat(isLostWithin(3_599 - limit)).isFalse();
            assertThat(isLostWithin(3_600 - limit)).isTrue();
        }
    }

    @Test
    void afterARestartWhoWasThereIsLostNowAndWhoWasDownIsNot() {
        DumpPeer line = peer("ada", time.instant());
        look(line);
        PeerMemory there = before.orElseThrow().memory();
        time.passSeconds(FRESH_SECONDS + 1);
        look(line);
        PeerMemory down = before.orElseThrow().memory();
        time.passSeconds(600);
        before = Optional.of(Judge.look(line, Optional.empty(), Optional.of(there), policy, time.now()));
        assertThat(isLostWithin(0)).isTrue();
        before = Optional.of(Judge.look(line, Optional.empty(), Optional.of(down), policy, time.now()));
        assertThat(isLostWithin(500)).isFalse();
        assertThat(isLostWithin(700)).isTrue();
    }

    private boolean isLostWithin(long seconds) {
        return before.orElseThrow().isLostWithin(Duration.ofSeconds(seconds), time.now());
    }

    private Verdict look(DumpPeer line) {
        before = Optional.of(Judge.look(line, before, Optional.empty(), policy, time.now()));
        return before.get().verdict();
    }

    private static Policy policy(Expectation expect) {
        return new Policy(
                expect,
                false,
                Duration.ofSeconds(FRESH_SECONDS),
                Duration.ofSeconds(INTERVAL_SECONDS),
                Duration.ofMinutes(30),
                Dumps.LIMITS);
    }
}
