package io.tunnelwatch.notifier.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.notifier.channel.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/**
 * A maintenance each Sunday at 02:30 in Berlin, for an hour: over several Sundays, and over both changes of the clock.
 */
class RepeatedSilenceTest {

    private static final Repetition SUNDAYS = Repetition.parse("Sun 02:30", ZoneId.of("Europe/Berlin"));
    private static final double FIRST = minute("2026-11-29T01:30:00Z");
    private static final double SECOND = minute("2026-12-06T01:30:00Z");
    private static final double HOUR = 60;

    @Test
    void inEachWindowAlertsAreQuietAndBetweenThemTheyAreTold() {
        Story story = new Story().silencedEvery(SUNDAYS, "alice").raised(1, "alice");
        assertThat(story.due(1)).as("before the first").containsExactly("RAISED alice");
        story.sendAll(1).resolved(2, "alice").sendAll(2);
        for (double sunday : new double[] {FIRST, SECOND, minute("2026-12-13T01:30:00Z")}) {
            story.raised(sunday + 1, "alice");
            assertThat(story.due(sunday + 1)).isEmpty();
            story.resolved(sunday + 59, "alice");
            assertThat(story.due(sunday + 59)).isEmpty();
            assertThat(story.due(sunday + HOUR)).as("it ended in the window").isEmpty();
            story.raised(sunday + HOUR + 1, "alice");
            assertThat(story.due(sunday + HOUR + 1)).containsExactly("RAISED alice");
            story.sendAll(sunday + HOUR + 1)
                    .resolved(sunday + HOUR + 2, "alice")
                    .sendAll(sunday + HOUR + 2);
        }
    }

    @Test
    void whatIsOpenAtTheEndOfAnyWindowIsToldThen() {
        for (double sunday : new double[] {FIRST, SECOND}) {
            Story story = new Story().silencedEvery(SUNDAYS, "alice").raised(sunday, "alice");
            assertThat(story.due(sunday + 59.9)).isEmpty();
            assertThat(story.due(sunday + HOUR)).containsExactly("RAISED alice");
        }
    }

    @Test
    void whatIsStillOwedWhenTheNextWindowBeginsWaitsForItsEndToo() {
        Story story = new Story().silencedEvery(SUNDAYS, "alice").raised(FIRST, "alice");
        assertThat(story.due(SECOND - 1)).containsExactly("RAISED alice");
        assertThat(story.due(SECOND)).isEmpty();
        assertThat(story.due(SECOND + HOUR)).containsExactly("RAISED alice");
    }

    @Test
    void whatWasToldIsNotToldAgainInAWindowAndItsEndIsToldAlsoThere() {
        Story story = new Story("renotifyMinutes", "30")
                .silencedEvery(SUNDAYS, "alice")
                .raised(SECOND - 10, "alice")
                .sendAll(SECOND - 10);
        assertThat(story.due(SECOND + 20)).isEmpty();
        assertThat(story.due(SECOND + HOUR)).containsExactly("RENOTIFIED alice");
        story.sendAll(SECOND + HOUR).resolved(SECOND + 7 * 24 * HOUR + 1, "alice");
        assertThat(story.due(SECOND + 7 * 24 * HOUR + 1)).containsExactly("RESOLVED alice");
    }

    @Test
    void whereTheClockIsSetForwardTheWindowBeginsBehindTheGapAndIsAsLong() {
        double gap = minute("2027-03-28T01:00:00Z");
        Story story = new Story().silencedEvery(SUNDAYS, "alice").raised(gap - 1, "alice");
        assertThat(story.due(gap - 1)).containsExactly("RAISED alice");
        assertThat(story.due(gap)).isEmpty();
        assertThat(story.due(gap + HOUR - 1)).isEmpty();
        assertThat(story.due(gap + HOUR)).containsExactly("RAISED alice");
    }

    @Test
    void whereTheHourComesTwiceOnlyTheFirstIsTheWindow() {
        double first = minute("2027-10-31T00:30:00Z");
        Story story = new Story().silencedEvery(SUNDAYS, "alice").raised(first, "alice");
        assertThat(story.due(first + HOUR - 1)).isEmpty();
        assertThat(story.due(first + HOUR)).containsExactly("RAISED alice");
    }

    @Test
    void itOutlivesWindowsARestartAndAGapButNotItsUnsilencing() {
        Story story = new Story().silencedEvery(SUNDAYS, "alice").raised(FIRST, "alice");
        story.due(FIRST + 3 * 24 * HOUR); // a plain one would be forgotten by now
        Ledger restarted = new Ledger(new Rules(Story.CHANNEL, Settings.of()), story.ledger.picture());
        assertThat(restarted.due(Story.at(SECOND + 1))).isEmpty();

        OpenAlertsFold log = new OpenAlertsFold(OpenAlerts.NONE);
        story.events.forEach(log::apply);
        restarted.bridge(log.picture(), Story.at(SECOND + 2));
        assertThat(restarted.due(Story.at(SECOND + 2))).isEmpty();

        story.unsilenced(SECOND + 3, "alice");
        assertThat(story.due(SECOND + 3)).containsExactly("RAISED alice");
        assertThat(story.due(SECOND + 7 * 24 * HOUR + 1)).containsExactly("RAISED alice");
    }

    @Test
    void afterItsEndNoWindowHoldsAndItIsForgotten() {
        Repetition until = SUNDAYS.until(Instant.parse("2026-12-06T00:00:00Z"));
        Story story = new Story().silencedEvery(until, "alice").raised(SECOND, "alice");
        assertThat(story.due(SECOND)).containsExactly("RAISED alice");
        assertThat(story.ledger.picture().silences()).isEmpty();
    }

    private static double minute(String time) {
        return Duration.between(Story.T0, Instant.parse(time)).toMinutes();
    }
}
