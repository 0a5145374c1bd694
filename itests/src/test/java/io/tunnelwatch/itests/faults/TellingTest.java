package io.tunnelwatch.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final List<OwedNotice> OWED = List.of(owed("a", "raised"), owed("a", "resolved"));

    @Test
    void whatCameInOrderAndOnceIsFine() {
        assertThat(problems(2, came(true, "a-raised"), came(true, "a-resolved")))
                .isEmpty();
        assertThat(problems(2, came(true, "a-raised", "a-resolved"))).isEmpty();
    }

    @Test
    void whatWasNotConfirmedMayComeAgainWhereSomethingIsTheMatter() {
        Reception[] twice = {came(false, "a-raised"), came(true, "a-raised"), came(true, "a-resolved")};
        assertThat(problems(Double.POSITIVE_INFINITY, twice)).isEmpty();
        assertThat(problems(2, twice)).singleElement().asString().contains("though all was well");
    }

    @Test
    void whatWasConfirmedMayNotComeAgain() {
        assertThat(problems(
                        Double.POSITIVE_INFINITY,
                        came(true, "a-raised"),
                        came(true, "a-raised"),
                        came(true, "a-resolved")))
                .singleElement()
                .asString()
                .contains("after they had been confirmed");
    }

    @Test
    void nothingMayBeMissingOrLateOrOutOfOrderOrNobodysBusiness() {
        assertThat(problems(2, came(true, "a-raised"), came(false, "a-resolved")))
                .singleElement()
                .asString()
                .contains("never arrived", "a-resolved");
        assertThat(problems(2, came(true, "a-resolved"), came(true, "a-raised")))
                .singleElement()
                .asString()
                .contains("order");
        assertThat(problems(2, came(true, "a-raised"), came(true, "a-resolved"), came(true, "b-raised")))
                .singleElement()
                .asString()
                .contains("were not to", "b-raised");
        assertThat(problems(0.5, came(true, "a-raised"), came(true, "a-resolved")))
                .singleElement()
                .asString()
                .contains("only after 1.0 s");
    }

    @Test
    void aKeyIsThatOfOneMessage() {
        Reception one = new Reception("k", List.of("a-raised"), 1_000_000_000, new AtomicBoolean(true));
        Reception other = new Reception("k", List.of("a-resolved"), 1_000_000_000, new AtomicBoolean(true));
        assertThat(problems(2, one, other)).singleElement().asString().contains("different messages");
    }

    @Test
    void theHistorySaysOfEachOnceThatItWasDelivered() {
        Arrivals arrivals = new Arrivals(List.of(came(true, "a-raised", "a-resolved")));
        assertThat(Telling.of("c", OWED, Map.of(), arrivals, List.of("a-raised", "a-raised"), 2)
                        .problems())
                .hasSize(2);
    }

    private static List<String> problems(double limitSeconds, Reception... came) {
        return Telling.of(
                        "c",
                        OWED,
                        Map.of("a-raised-event", 0L, "a-resolved-event", 0L),
                        new Arrivals(List.of(came)),
                        List.of("a-raised", "a-resolved"),
                        limitSeconds)
                .problems();
    }

    /** A second after its event. */
    private static Reception came(boolean confirmed, String... notices) {
        return new Reception(String.join(" ", notices), List.of(notices), 1_000_000_000, new AtomicBoolean(confirmed));
    }

    private static OwedNotice owed(String alert, String notice) {
        String key = OwedNotice.key(alert, notice);
        return new OwedNotice(alert, key + "-event", key);
    }
}
