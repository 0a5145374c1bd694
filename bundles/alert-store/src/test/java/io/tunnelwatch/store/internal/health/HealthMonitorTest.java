package io.tunnelwatch.store.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.history.StoreStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** By it the lines in the log are found. */
    private final String cause = "fault " + UUID.randomUUID();

    private Instant now = NOON;
    private final HealthMonitor health = new HealthMonitor(() -> now);

    @BeforeEach
    void isWell() {
        health.recovered("opened", false);
    }

    @Test
    void untilItWasOpenedItIsMissing() {
        HealthMonitor fresh = new HealthMonitor(() -> now);

        assertThat(fresh.health().state()).isEqualTo(State.MISSING);
        assertThat(fresh.unavailableSince()).isEqualTo(NOON);
        assertThat(fresh.lastFault()).isEmpty();
    }

    @Test
    void aFaultThatComesAgainIsToldOnce() throws IOException {
        at(10);
        assertThat(health.failed(fault(State.LOCKED))).isTrue();
        for (int i = 0; i < 4; i++) {
            at(11 + i);
            assertThat(health.failed(fault(State.LOCKED))).isFalse();
        }

        assertThat(health.health().since()).isEqualTo(NOON.plusSeconds(10));
        assertThat(health.lastFault())
                .contains(new StoreStatus.Fault(State.LOCKED, NOON.plusSeconds(10), cause + " LOCKED"));
        assertThat(logged()).singleElement().asString().contains("WARN", "LOCKED", "hint of LOCKED");
    }

    @Test
    void changesAreCountedAndTheFirstOpeningIsNoRecovery() {
        assertThat(health.counts(0, 0)).isEqualTo(StoreCounts.NONE);

        health.failed(fault(State.LOCKED));
        health.failed(fault(State.LOCKED));
        health.failed(fault(State.READONLY));
        health.recovered("mended", false);
        health.recovered("takes events again", false);
        health.failed(fault(State.LOCKED));
        health.retried();

        assertThat(health.counts(7, 3))
                .isEqualTo(new StoreCounts(
                        7, 3, 1, Map.of(State.LOCKED, 2L, State.READONLY, 1L), Map.of(State.READONLY, 1L)));
    }

    /** The cause may differ in words only. */
    @Test
    void theSameTroubleInOtherWordsIsNoNews() throws IOException {
        health.failed(fault(State.LOCKED));
        at(1);
        health.failed(new Fault(State.LOCKED, cause + " in other words", "hint of LOCKED"));

        assertThat(health.health().cause()).contains(cause + " in other words");
        assertThat(health.lastFault().orElseThrow().at()).isEqualTo(NOON);
        assertThat(logged()).hasSize(1);
    }

    @Test
    void anotherThingToDoIsNews() throws IOException {
        health.failed(fault(State.MISSING));
        at(1);
        health.failed(new Fault(State.MISSING, cause + " still", "create the directory"));

        assertThat(health.health().since()).isEqualTo(NOON);
        assertThat(health.lastFault().orElseThrow().at()).isEqualTo(NOON.plusSeconds(1));
        assertThat(logged()).hasSize(2);
    }

    @Test
    void anotherStateIsToldAndTheTimeWithoutADatabaseGoesOn() throws IOException {
        at(10);
        health.failed(fault(State.LOCKED));
        at(20);
        assertThat(health.failed(fault(State.READONLY))).isFalse();

        assertThat(health.health().state()).isEqualTo(State.READONLY);
        assertThat(health.health().since()).isEqualTo(NOON.plusSeconds(20));
        assertThat(health.unavailableSince()).isEqualTo(NOON.plusSeconds(10));
        assertThat(logged()).hasSize(2);
    }

    @Test
    void theWayBackIsToldOnceWithWhereItCameFrom() throws IOException {
        health.failed(fault(State.FULL));
        at(30);
        for (int i = 0; i < 5; i++) {
            health.recovered(cause + " over", false);
            at(31 + i);
        }

        assertThat(health.health().isAvailable()).isTrue();
        assertThat(health.health().since()).isEqualTo(NOON.plusSeconds(30));
        assertThat(health.lastRecovery())
                .contains(new StoreStatus.Recovery(State.FULL, NOON.plusSeconds(30), cause + " over"));
        assertThat(health.lastFault()).isPresent();
        assertThat(logged()).hasSize(2).last().asString().contains("INFO", "before: FULL");
    }

    @Test
    void whatWasDoneWithoutAFaultIsToldIfItIsWorthIt() throws IOException {
        at(5);
        health.recovered(cause + " restored", true);

        assertThat(health.lastRecovery())
                .contains(new StoreStatus.Recovery(State.AVAILABLE, NOON.plusSeconds(5), cause + " restored"));
        assertThat(health.health().since()).isEqualTo(NOON);
        assertThat(logged()).hasSize(1);
    }

    @Test
    void theNextTimeWithoutADatabaseCountsAnew() {
        health.failed(fault(State.LOCKED));
        health.recovered("well", false);
        at(60);

        assertThat(health.failed(fault(State.LOCKED))).isTrue();
        assertThat(health.unavailableSince()).isEqualTo(NOON.plusSeconds(60));
    }

    private void at(int seconds) {
        now = NOON.plusSeconds(seconds);
    }

    private Fault fault(State state) {
        return new Fault(state, cause + " " + state, "hint of " + state);
    }

    private List<String> logged() throws IOException {
        String log = Objects.requireNonNull(
                System.getProperty("org.slf4j.simpleLogger.logFile"), "run it with Maven, which names the tests' log");
        try (Stream<String> lines = Files.lines(Path.of(log))) {
            return lines.filter(line -> line.contains(cause)).toList();
        }
    }
}
