package io.tunnelwatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertFilterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Alert ALERT = new Alert(
            new UUID(0, 1),
            AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "pubkey="),
            Severity.CRITICAL,
            AlertState.OPEN,
            Optional.of("Büro Köln"),
            "Büro Köln is DOWN: 100% silent",
            List.of(),
            1,
            NOON,
            NOON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void aPeerIsFoundByItsNameAndByItsKey() {
        assertThat(peers("Büro Köln").matches(ALERT)).isTrue();
        assertThat(peers("pubkey=").matches(ALERT)).isTrue();
        assertThat(peers("pubkey").matches(ALERT)).isFalse();
    }

    @Test
    void timesFromSinceUntilJustBeforeUntil() {
        assertThat(times(Optional.of(NOON), Optional.empty()).matches(ALERT)).isTrue();
        assertThat(times(Optional.of(NOON.plusNanos(1)), Optional.empty()).matches(ALERT))
                .isFalse();
        assertThat(times(Optional.empty(), Optional.of(NOON)).matches(ALERT)).isFalse();
        assertThat(times(Optional.empty(), Optional.of(NOON.plusNanos(1))).matches(ALERT))
                .isTrue();
    }

    @Test
    void textIsFoundWhateverTheCaseOfItsAsciiLetters() {
        assertThat(text("is down: 100%").matches(ALERT)).isTrue();
        assertThat(text("BERLIN").matches(ALERT)).isTrue();
        assertThat(text("büro").matches(ALERT)).isTrue();
        assertThat(text("BÜRO").matches(ALERT)).as("Ü is not ASCII").isFalse();
        assertThat(text("100_").matches(ALERT)).as("no wildcards").isFalse();
    }

    @Test
    void onlyAFilterThatLeavesOutTheResolvedCanBeAnsweredByTheLogAlone() {
        assertThat(AlertFilter.OPEN.asksForOpenOnly()).isTrue();
        assertThat(AlertFilter.ALL.asksForOpenOnly()).isFalse();
        assertThat(AlertFilter.ALL.withStates(Set.of(AlertState.RESOLVED)).asksForOpenOnly())
                .isFalse();
    }

    private static AlertFilter peers(String peer) {
        return new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(peer),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AlertFilter times(Optional<Instant> since, Optional<Instant> until) {
        return new AlertFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), since, until, Optional.empty());
    }

    private static AlertFilter text(String text) {
        return new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text));
    }
}
