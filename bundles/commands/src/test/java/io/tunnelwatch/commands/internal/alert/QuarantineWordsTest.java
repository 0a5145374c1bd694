package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineWordsTest {

    private static final Optional<Instant> NO_BOUND = Optional.empty();
    private static final Optional<Instant> FROM = Optional.of(NOON.minusSeconds(7200));
    private static final Optional<Instant> TO = Optional.of(NOON);

    @Test
    void aWholeHistorySaysWhatTheFileWasGoodFor() {
        assertThat(words(12, 0, 0, NO_BOUND, NO_BOUND)).isEqualTo("whole again: 12 alerts were only in it");
        assertThat(words(1, 0, 0, NO_BOUND, NO_BOUND)).isEqualTo("whole again: 1 alert was only in it");
        assertThat(words(0, 0, 0, NO_BOUND, NO_BOUND)).isEqualTo("whole again: nothing was only in it");
    }

    @Test
    void aLossIsSaidWithItsBounds() {
        assertThat(words(0, 37, 80, FROM, TO))
                .isEqualTo("at most 37 alerts and 80 events lost, raised between 2026-11-23 10:00:00 UTC and"
                        + " 2026-11-23 12:00:00 UTC");
        assertThat(words(0, 1, 0, FROM, NO_BOUND))
                .isEqualTo("at most 1 alert lost, raised after 2026-11-23 10:00:00 UTC");
        assertThat(words(0, 0, 1, NO_BOUND, TO))
                .isEqualTo("at most 1 event lost, raised before 2026-11-23 12:00:00 UTC");
        assertThat(words(0, 0, 2, NO_BOUND, NO_BOUND)).isEqualTo("at most 2 events lost");
    }

    @Test
    void aLossDoesNotHideWhatCameBack() {
        assertThat(words(12, 2, 0, NO_BOUND, NO_BOUND))
                .isEqualTo("12 alerts got back that were only in it; at most 2 alerts lost");
    }

    @Test
    void whatIsNotKnownYetIsNotPromised() {
        assertThat(words(true, Optional.empty())).isEqualTo("being salvaged");
        assertThat(words(false, Optional.empty())).isEqualTo("nothing is to be done with it");
        assertThat(QuarantineWords.outcome(new Quarantined(
                        Path.of("/q/alerts.db"),
                        Instant.EPOCH,
                        "damaged",
                        true,
                        Optional.empty(),
                        Optional.of("the disk fails"))))
                .isEqualTo("not salvaged yet, it is tried again: the disk fails");
    }

    private static String words(long salvaged, long alerts, long events, Optional<Instant> from, Optional<Instant> to) {
        return words(true, Optional.of(new Outcome(salvaged, alerts, events, from, to)));
    }

    private static String words(boolean salvaged, Optional<Outcome> outcome) {
        return QuarantineWords.outcome(
                new Quarantined(Path.of("/q/alerts.db"), Instant.EPOCH, "damaged", salvaged, outcome));
    }
}
