package io.tunnelwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void itBeginsAtTheClockOnTheWall() {
        assertThat(next("Sun 02:00", MONDAY_NOON, 2)).containsExactly("2026-11-29T01:00:00Z", "2026-12-06T01:00:00Z");
        assertThat(next("mon,wed 22:00", MONDAY_NOON, 3))
                .containsExactly("2026-11-23T21:00:00Z", "2026-11-25T21:00:00Z", "2026-11-30T21:00:00Z");
        assertThat(next("daily 0:30", MONDAY_NOON, 2)).containsExactly("2026-11-23T23:30:00Z", "2026-11-24T23:30:00Z");
    }

    @Test
    void theNextOneIsBehindTheTimeThatIsAsked() {
        Repetition sunday = Repetition.parse("Sun 02:00", BERLIN);
        Instant beginning = Instant.parse("2026-11-29T01:00:00Z");
        assertThat(sunday.next(beginning.minusNanos(1))).contains(beginning);
        assertThat(sunday.next(beginning)).contains(Instant.parse("2026-12-06T01:00:00Z"));
    }

    @Test
    void theHourThatDaylightSavingLeavesOutIsItsEnd() {
        assertThat(next("Sun 02:30", Instant.parse("2027-03-21T12:00:00Z"), 2))
                .containsExactly("2027-03-28T01:00:00Z", "2027-04-04T00:30:00Z");
    }

    @Test
    void ofTheHourThatComesTwiceItIsTheEarlier() {
        assertThat(next("Sun 02:30", Instant.parse("2026-10-18T12:00:00Z"), 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z");
    }

    @Test
    void nothingBeginsAtItsEndOrLater() {
        Repetition daily = Repetition.parse("daily 02:00", BERLIN).until(Instant.parse("2026-11-25T01:00:00Z"));
        assertThat(daily.next(MONDAY_NOON)).contains(Instant.parse("2026-11-24T01:00:00Z"));
        assertThat(daily.next(Instant.parse("2026-11-24T01:00:00Z"))).isEmpty();
        assertThat(daily.last()).contains(Instant.parse("2026-11-24T01:00:00Z"));
        assertThat(daily.until(daily.until().get().plusNanos(1)).last())
                .contains(Instant.parse("2026-11-25T01:00:00Z"));
        assertThat(Repetition.parse("daily 02:00", BERLIN).last()).isEmpty();
    }

    @Test
    void itsTextIsWhatIsTyped() {
        for (String text : List.of("Sun 02:00", "Mon,Wed 22:00", "Mon-Fri 22:05", "daily 00:00")) {
            assertThat(Repetition.parse(text, BERLIN).text()).isEqualTo(text);
        }
        assertThat(Repetition.parse(" mon , wed  2:00 ", BERLIN).text()).isEqualTo("Mon,Wed 02:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sun", "02:00", "Sun 24:00", "Sun 2", "Sun 02:00:30", "Sunday 02:00", "Sun,Mond 02:00"})
    void otherTextIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Repetition.parse(text, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + text + "'", "'Sun 02:00'", "daily");
    }

    private static List<String> next(String text, Instant after, int count) {
        Repetition repetition = Repetition.parse(text, BERLIN);
        List<String> found = new ArrayList<>();
        Optional<Instant> next = Optional.of(after);
        for (int i = 0; i < count; i++) {
            next = next.flatMap(repetition::next);
            found.add(next.orElseThrow().toString());
        }
        return found;
    }
}
