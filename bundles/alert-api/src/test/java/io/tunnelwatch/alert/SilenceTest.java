package io.tunnelwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Silence.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FIRST = Instant.parse("2026-10-11T00:00:00Z"); // a Sunday, 02:00 in Berlin
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Alert ALERT = AlertLifecycle.begin(Events.raised(UUID.randomUUID(), Events.peer("ada")));

    @Test
    void oneThatDoesNotRepeatHasOneWindow() {
        Silence plain = new Silence(
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FIRST,
                FIRST.plus(HOUR),
                "ada",
                Optional.empty());
        assertThat(plain.window(Instant.EPOCH)).contains(new Window(FIRST, FIRST.plus(HOUR)));
        assertThat(plain.holds(FIRST.minusNanos(1))).isFalse();
        assertThat(plain.holds(FIRST)).isTrue();
        assertThat(plain.isOver(FIRST.plus(HOUR).minusNanos(1))).isFalse();
        assertThat(plain.isOver(FIRST.plus(HOUR))).isTrue();
        assertThat(plain.overAt()).contains(FIRST.plus(HOUR));
    }

    @Test
    void aWindowIsAsLongAsTheFirstWhateverTheClockOnTheWallDoesMeanwhile() {
        Silence silence = repeated("Sun 02:00", Duration.ofHours(3), Optional.empty());
        // 02:00 summer time; the clock is set back in it, so it ends at 04:00 winter time
        Instant autumn = Instant.parse("2026-10-25T00:00:00Z");
        assertThat(silence.window(autumn)).contains(new Window(autumn, Instant.parse("2026-10-25T03:00:00Z")));
        assertThat(silence.window(autumn.plus(Duration.ofHours(3))))
                .contains(new Window(Instant.parse("2026-11-01T01:00:00Z"), Instant.parse("2026-11-01T04:00:00Z")));
        // 02:00 is left out in spring: from 03:00 summer time
        assertThat(silence.window(Instant.parse("2027-03-28T00:00:00Z")))
                .contains(new Window(Instant.parse("2027-03-28T01:00:00Z"), Instant.parse("2027-03-28T04:00:00Z")));
        assertThat(silence.overAt()).isEmpty();
        assertThat(silence.isOver(Instant.parse("2046-10-11T00:00:00Z"))).isFalse();
    }

    @Test
    void aWindowMayCrossMidnight() {
        Silence silence = repeated("Sat 22:00", Duration.ofHours(6), Optional.empty());
        assertThat(silence.holds(Instant.parse("2026-11-28T20:59:59Z"))).isFalse();
        assertThat(silence.holds(Instant.parse("2026-11-28T21:00:00Z"))).isTrue();
        assertThat(silence.holds(Instant.parse("2026-11-29T02:59:59Z"))).isTrue();
        assertThat(silence.holds(Instant.parse("2026-11-29T03:00:00Z"))).isFalse();
    }

    @Test
    void afterItsLastWindowItIsOverForGood() {
        Silence silence = repeated("Sun 02:00", HOUR, Optional.of(Instant.parse("2026-10-18T00:00:01Z")));
        Instant over = Instant.parse("2026-10-18T01:00:00Z");
        assertThat(silence.window(FIRST.plus(HOUR))).contains(new Window(over.minus(HOUR), over));
        assertThat(silence.overAt()).contains(over);
        assertThat(silence.isOver(over.minusNanos(1))).isFalse();
        assertThat(silence.isOver(over)).isTrue();
        Silence once = repeated("Sun 02:00", HOUR, Optional.of(FIRST.plusSeconds(1)));
        assertThat(once.overAt()).contains(FIRST.plus(HOUR));
    }

    @Test
    void anAlertIsSilencedUntilTheEndOfTheWindowThatHoldsAndNotBetweenTwo() {
        List<Silence> silences = List.of(repeated("Sun 02:00", HOUR, Optional.empty()));
        assertThat(Silence.silencedUntil(ALERT, silences, FIRST.minus(HOUR)))
                .as("as a plain one that is yet to begin")
                .contains(FIRST.plus(HOUR));
        assertThat(Silence.silencedUntil(ALERT, silences, FIRST)).contains(FIRST.plus(HOUR));
        assertThat(Silence.silencedUntil(ALERT, silences, FIRST.plus(HOUR))).isEmpty();
        Instant second = FIRST.plus(Duration.ofDays(7));
        assertThat(Silence.silencedUntil(ALERT, silences, second)).contains(second.plus(HOUR));
    }

    /** What windows one after the other say, found by walking along them from the first. */
    @Property
    void theWindowOfAnyTimeIsTheOneThatWalkingFindsToo(
            @ForAll @LongRange(min = -90_000, max = 700L * 86_400) long seconds,
            @ForAll @IntRange(min = 1, max = 22 * 60) int minutes) {
        Silence silence = repeated("Mon,Thu,Fri 02:30", Duration.ofMinutes(minutes), Optional.empty());
        Instant at = FIRST.plusSeconds(seconds);
        Window walked = new Window(silence.start(), silence.end());
        while (!walked.end().isAfter(at)) {
            Instant next =
                    silence.repetition().orElseThrow().next(walked.start()).orElseThrow();
            walked = new Window(next, next.plus(silence.length()));
        }
        assertThat(silence.window(at)).contains(walked);
        assertThat(silence.holds(at)).isEqualTo(!walked.start().isAfter(at));
    }

    /** Its first window is the first one from {@link #FIRST} on. */
    private static Silence repeated(String every, Duration length, Optional<Instant> until) {
        Repetition endless = Repetition.parse(every, BERLIN);
        Instant start = endless.next(FIRST.minusNanos(1)).orElseThrow();
        return new Silence(
                UUID.randomUUID(),
                Optional.of("gw1"),
                Optional.empty(),
                Optional.empty(),
                start,
                start.plus(length),
                "ada",
                Optional.empty(),
                Optional.of(until.map(endless::until).orElse(endless)));
    }
}
