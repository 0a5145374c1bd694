package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However a peer comes and goes: it is never silent about being DOWN, never loud about it, and quiet in the end. */
class FlapProperties {

    private static final int CHANGES = 60;
    private static final Duration WINDOW = Dumps.LIMITS.flaps().window();
    /** Of six changes, three are losses. */
    private static final int MOST_SINGLE_ALERTS = 3;

    private final Path directory = temporary();

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aPeerIsNeverSilentAndNeverLoud(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Berlin berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        int longest = 1 + random.nextInt(30);
        Instant handshake = berlin.time.instant();
        for (int change = 0; change < CHANGES; change++) {
            boolean there = random.nextBoolean();
            for (int polls = random.nextInt(longest * 2); polls >= 0; polls--) {
                berlin.time.passSeconds(30);
                handshake = there ? berlin.time.instant() : handshake;
                berlin.sees(0, peer("ada", handshake));
                oneAlertSpeaksForIt(berlin);
            }
            if (random.nextInt(5) == 0) {
                berlin.kill();
            }
        }
        neverLoud(berlin.log.raised(AlertKind.PEER_DOWN));
        for (long seconds = 0; seconds <= WINDOW.toSeconds(); seconds += 30) {
            berlin.time.passSeconds(30);
            berlin.sees(0, peer("ada", berlin.time.instant()));
        }
        assertThat(berlin.log.openAlerts().alerts()).isEmpty();
        Files.delete(directory.resolve("berlin.tsv"));
    }

    private static void oneAlertSpeaksForIt(Berlin berlin) {
        List<AlertKind> open = berlin.log.openAlerts().alerts().stream()
                .map(Alert::key)
                .map(key -> key.kind())
                .toList();
        boolean down = berlin.view.peerStatuses(berlin.time.now()).anyMatch(status -> status.verdict() == Verdict.DOWN);
        if (down) {
            assertThat(open).hasSize(1).first().isIn(AlertKind.PEER_DOWN, AlertKind.PEER_FLAPPING);
        } else {
            assertThat(open).isSubsetOf(AlertKind.PEER_FLAPPING).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static void neverLoud(List<Raised> single) {
        for (int first = 0; first + MOST_SINGLE_ALERTS < single.size(); first++) {
            assertThat(Duration.between(
                            single.get(first).at(),
                            single.get(first + MOST_SINGLE_ALERTS).at()))
                    .isGreaterThanOrEqualTo(WINDOW);
        }
    }

    private static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("flaps");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
