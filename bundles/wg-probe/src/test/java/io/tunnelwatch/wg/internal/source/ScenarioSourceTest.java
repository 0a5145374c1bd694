package io.tunnelwatch.wg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenarioSourceTest {

    private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");
    private static final int INTERVAL_SECONDS = 2;

    /** {@code staleAfterSeconds} of the demonstration, 10, and one interval. */
    private static final Duration STALE = Duration.ofSeconds(12);

    private Instant now = START;
    private ScenarioSource source;

    @BeforeEach
    void startTheScript() {
        InstantSource clock = () -> now;
        source = new ScenarioSource(clock);
    }

    @Test
    void aPeerIsLostWithin30SecondsAndBackWithin60() throws Exception {
        List<Long> changes = changesOf("ada", 60);

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0)).isBetween(12L, 30L);
        assertThat(changes.get(1)).isBetween(31L, 50L);
    }

    @Test
    void theStoryGoesOn() throws Exception {
        assertThat(changesOf("ada", 400)).hasSizeGreaterThan(18);
    }

    @Test
    void aPeerThatIsAlwaysThereIsNeverLost() throws Exception {
        assertThat(changesOf("grace", 1000)).isEmpty();
    }

    @Test
    void otherPeersAreLostMoreSeldom() throws Exception {
        assertThat(changesOf("linus", 185)).hasSize(2);
    }

    @Test
    void onePeerNeverHadAHandshake() throws Exception {
        now = START.plusSeconds(1000);

        assertThat(peer("ken").latestHandshake()).isEmpty();
        assertThat(peer("ken").endpoint()).isEmpty();
    }

    @Test
    void theSameTimeGivesTheSameReading() throws Exception {
        now = START.plusSeconds(77);

        assertThat(source.read()).isEqualTo(source.read());
        assertThat(source.read().dump().interfaces()).containsExactly(new DumpInterface("wg0", 51820));
        assertThat(source.read().unreadableInterfaces()).isEmpty();
    }

    @Test
    void countersNeverGoDownAndHandshakesAreNeverInTheFuture() throws Exception {
        List<DumpPeer> before = source.read().dump().peers();
        for (int i = 0; i < 500; i++) {
            now = now.plusSeconds(1);
            List<DumpPeer> after = source.read().dump().peers();
            for (int p = 0; p < after.size(); p++) {
                assertThat(after.get(p).rxBytes())
                        .isGreaterThanOrEqualTo(before.get(p).rxBytes());
                assertThat(after.get(p).txBytes())
                        .isGreaterThanOrEqualTo(before.get(p).txBytes());
                assertThat(after.get(p).latestHandshake().filter(now::isBefore)).isEmpty();
            }
            before = after;
        }
    }

    @Test
    void aClockThatIsSetBackIsTheStart() throws Exception {
        Reading first = source.read();
        now = START.minusSeconds(3600);

        assertThat(source.read()).isEqualTo(first);
    }

    @Test
    void everyPeerHasAName() throws Exception {
        assertThat(source.read().dump().peers())
                .allSatisfy(peer ->
                        assertThat(source.names().nameOf(peer.publicKey())).isPresent());
        assertThat(source.names().nameOf("?")).isEmpty();
    }

    /**
     * The seconds at which a poll sees the peer lost or back, as a probe judges: by when the handshake's value changed.
     */
    private List<Long> changesOf(String name, int seconds) throws SourceException {
        List<Long> changes = new ArrayList<>();
        Optional<Instant> latest = Optional.empty();
        Instant changed = START;
        boolean lost = false;
        for (int second = 0; second <= seconds; second += INTERVAL_SECONDS) {
            now = START.plusSeconds(second);
            Optional<Instant> handshake = peer(name).latestHandshake();
            if (!handshake.equals(latest)) {
                latest = handshake;
                changed = now;
            }
            boolean stale = Duration.between(changed, now).compareTo(STALE) > 0;
            if (stale != lost) {
                lost = stale;
                changes.add((long) second);
            }
        }
        return changes;
    }

    private DumpPeer peer(String name) throws SourceException {
        return source.read().dump().peers().stream()
                .filter(peer -> source.names().nameOf(peer.publicKey()).equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }
}
