package io.tunnelwatch.notifier.internal.ledger;

import static io.tunnelwatch.notifier.internal.ledger.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Settings;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final AlertKey SYSTEM = AlertKey.ofSystem(AlertKind.LOG_PRESSURE);
    private static final AlertKey FAILING = AlertKey.ofSystem(AlertKind.CHANNEL_FAILING);

    @Test
    void whatIsRaisedIsDueOnceAndSoIsItsEnd() {
        Story story = new Story().raised(0, "alice");
        assertThat(story.due(0)).containsExactly("RAISED alice");
        story.sendAll(0);
        assertThat(story.due(1)).isEmpty();
        story.resolved(5, "alice");
        assertThat(story.due(5)).containsExactly("RESOLVED alice");
        story.sendAll(5);
        assertThat(story.due(6)).isEmpty();
        assertThat(story.ledger.picture()).satisfies(LedgerTest::isEmpty);
    }

    @Test
    void whileNothingCanBeSentAllIsOwedInOrder() {
        Story story = new Story().raised(0, "alice").raised(1, "bob").resolved(2, "alice");
        assertThat(story.due(60)).containsExactly("RAISED alice", "RAISED bob", "RESOLVED alice");
    }

    @Test
    void theEndGoesOnlyWhereTheBeginningWent() {
        Story story = new Story("match", "peer=bob").raised(0, "alice").resolved(1, "alice");
        assertThat(story.due(1)).isEmpty();
        story.raised(2, "bob").deliveredBy("webhook.other", 2, "bob", Notice.RAISED);
        assertThat(story.due(2)).containsExactly("RAISED bob");
    }

    @Test
    void anAlertThatWasSilencedFromStartToEndIsNeverTold() {
        Story story = new Story().silenced(0, "alice", 60).raised(1, "alice");
        assertThat(story.due(2)).isEmpty();
        story.resolved(30, "alice");
        assertThat(story.due(30)).isEmpty();
        assertThat(story.due(90)).isEmpty();
    }

    @Test
    void whatIsOpenWhenItsSilenceEndsIsTold() {
        Story story = new Story().silenced(0, "alice", 60).raised(1, "alice").raised(2, "bob");
        assertThat(story.due(59)).containsExactly("RAISED bob");
        assertThat(story.due(60)).containsExactly("RAISED alice", "RAISED bob");
        Story ended = new Story().silenced(0, "alice", 60).raised(1, "alice").unsilenced(10, "alice");
        assertThat(ended.due(10)).containsExactly("RAISED alice");
    }

    @Test
    void whoWasToldOfTheBeginningIsToldOfTheEndThoughItIsSilencedByNow() {
        Story story = new Story()
                .raised(0, "alice")
                .sendAll(0)
                .silenced(1, "alice", 60)
                .resolved(2, "alice");
        assertThat(story.due(2)).containsExactly("RESOLVED alice");
    }

    @Test
    void inQuietHoursNoticesWaitAndWhatIsOverByThenIsNotTold() {
        Story story =
                new Story("quietHours", "thu 12:00-13:00").raised(1, "alice").raised(2, "bob");
        story.resolved(30, "alice");
        assertThat(story.due(59)).isEmpty();
        assertThat(story.due(60)).containsExactly("RAISED bob");
    }

    @Test
    void inQuietHoursTheEndOfWhatWasToldWaitsToo() {
        Story story = new Story("quietHours", "12:30-13:00")
                .raised(1, "alice")
                .sendAll(1)
                .resolved(40, "alice");
        assertThat(story.due(59)).isEmpty();
        assertThat(story.due(60)).containsExactly("RESOLVED alice");
    }

    @Test
    void anEscalationTellsWhatNobodyTookOnInTime() {
        Story story = new Story("afterMinutes", "15")
                .raised(0, "alice")
                .raised(0, "bob")
                .raised(0, "carol")
                .acknowledged(5, "bob")
                .resolved(14, "carol");
        assertThat(story.due(14.9)).isEmpty();
        assertThat(story.due(15)).containsExactly("RAISED alice");
        story.unacknowledged(20, "bob");
        assertThat(story.due(20)).containsExactly("RAISED alice", "RAISED bob");
        story.acknowledged(21, "alice");
        story.resolved(22, "alice");
        assertThat(story.due(30)).containsExactly("RAISED bob");
    }

    @Test
    void whatNobodyAcknowledgesIsToldAgainAndAgain() {
        Story story = new Story("renotifyMinutes", "30").raised(0, "alice").sendAll(0);
        assertThat(story.due(29)).isEmpty();
        assertThat(story.notices(30)).extracting(AlertNotice::key).allMatch(key -> key.endsWith("-renotified-1"));
        assertThat(story.due(30)).containsExactly("RENOTIFIED alice");
        assertThat(story.due(31)).containsExactly("RENOTIFIED alice"); // once, until it is sent
        story.sendAll(31);
        assertThat(story.due(60)).isEmpty();
        assertThat(story.notices(61)).extracting(AlertNotice::key).allMatch(key -> key.endsWith("-renotified-2"));
        story.acknowledged(62, "alice");
        assertThat(story.due(62)).isEmpty();
        story.unacknowledged(70, "alice").silenced(70, "alice", 80);
        assertThat(story.due(70)).isEmpty();
        assertThat(story.due(80)).containsExactly("RENOTIFIED alice");
        story.resolved(81, "alice");
        assertThat(story.due(81)).containsExactly("RESOLVED alice");
    }

    @Test
    void whatWasGivenUpIsADeadLetterUntilItIsDelivered() {
        Story story = new Story("renotifyMinutes", "10").raised(0, "alice").gaveUp(1, "alice", Notice.RAISED);
        assertThat(story.due(60)).isEmpty();
        assertThat(story.ledger.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.notice()).isEqualTo(Notice.RAISED);
            assertThat(letter.reason()).isEqualTo("550 no such user");
        });
        story.delivered(61, "alice", Notice.RAISED); // an operator had it sent again
        assertThat(story.ledger.deadLetters()).isEmpty();
        story.resolved(62, "alice");
        assertThat(story.due(62)).containsExactly("RESOLVED alice");
    }

    @Test
    void theEndOfWhatNobodyWasToldOfIsNotTold() {
        Story story = new Story().raised(0, "alice").resolved(1, "alice").gaveUp(2, "alice", Notice.RAISED);
        assertThat(story.due(2)).isEmpty();
        assertThat(story.ledger.picture().tracked()).isEmpty();
        Story open =
                new Story().raised(0, "alice").gaveUp(1, "alice", Notice.RAISED).resolved(2, "alice");
        assertThat(open.due(2)).isEmpty();
    }

    @Test
    void aChannelNeverTellsThatItselfIsFailing() {
        Story story = new Story()
                .raised(0, "itself", FAILING, "channel:email.noc")
                .recurred(
                        1, "itself", "channel email.noc does not deliver: x; channel webhook.chat does not deliver: y")
                .resolved(2, "itself");
        assertThat(story.due(2)).isEmpty();
        Story other =
                new Story().raised(0, "other", FAILING, "channel:webhook.chat").sendAll(0);
        other.recurred(1, "other", "channel webhook.chat does not deliver: x; channel email.noc does not deliver: y");
        assertThat(other.due(1)).isEmpty();
        other.recurred(2, "other", "channel webhook.chat does not deliver: x; channel email.noc2 does not deliver: y");
        assertThat(other.due(2)).containsExactly("RENOTIFIED other");
    }

    @Test
    void troubleOfTunnelwatchItselfIsToldAgainWhenItHasAnotherCause() {
        Story story = new Story().raised(0, "log", SYSTEM).sendAll(0).recurred(1, "log", "and now this");
        assertThat(story.due(1)).containsExactly("RENOTIFIED log");
        Story peer = new Story().raised(0, "alice").sendAll(0).recurred(1, "alice", "again");
        assertThat(peer.due(1)).isEmpty();
    }

    @Test
    void whatBeginsAndEndsAtOnceIsOneNotice() {
        Story story = new Story().raised(3, "added").resolved(3, "added");
        assertThat(story.due(3)).containsExactly("RAISED added");
        story.sendAll(3);
        assertThat(story.ledger.picture()).satisfies(LedgerTest::isEmpty);
    }

    @Test
    void aGapIsBridgedFromWhatIsOpen() {
        Story story = new Story().raised(0, "alice").sendAll(0).raised(0, "bob");
        OpenAlertsFold head = new OpenAlertsFold(OpenAlerts.NONE);
        Story elsewhere = new Story().raised(5, "carol").raised(6, "dave").delivered(7, "dave", Notice.RAISED);
        elsewhere.events.forEach(head::apply);

        story.ledger.bridge(head.picture(), at(10));

        assertThat(story.due(10)).containsExactly("RAISED bob", "RAISED carol", "RESOLVED alice", "RESOLVED bob");
        for (AlertEvent event : elsewhere.events) { // behind the gap some of it comes again
            story.ledger.apply(event);
        }
        assertThat(story.due(10)).containsExactly("RAISED bob", "RAISED carol", "RESOLVED alice", "RESOLVED bob");
    }

    @Test
    void aClockThatIsSetBackIsNoStormAndHoldsNothingUp() {
        Story story = new Story("renotifyMinutes", "30", "afterMinutes", "5").raised(0, "alice");
        assertThat(story.due(-60)).containsExactly("RAISED alice");
        story.sendAll(-60);
        assertThat(story.due(-59)).isEmpty();
        assertThat(story.due(-30)).containsExactly("RENOTIFIED alice");
        story.sendAll(-30);
        assertThat(story.due(-29)).isEmpty();
        assertThat(story.due(-90)).containsExactly("RENOTIFIED alice");
    }

    @Test
    void whatMayHaveArrivedIsToldItsEndThoughItHadToWaitByThen() {
        Story story = new Story().raised(0, "alice");
        story.ledger.trying(story.notices(0));
        story.silenced(1, "alice", 60).resolved(2, "alice");
        assertThat(story.due(2)).containsExactly("RAISED alice", "RESOLVED alice");
    }

    @Test
    void whatSetsInAgainWhileItsNoticeIsOwedIsToldBehindIt() {
        Story story = new Story().raised(0, "log", SYSTEM).recurred(1, "log", "and now this");
        assertThat(story.due(1)).containsExactly("RAISED log");
        story.sendAll(1);
        assertThat(story.notices(1)).singleElement().satisfies(notice -> {
            assertThat(notice.notice()).isEqualTo(Notice.RENOTIFIED);
            assertThat(notice.alert().summary()).isEqualTo("and now this");
        });
    }

    @Test
    void anEndThatAnOperatorHadSentBeforeItsBeginningIsTheEndOfBoth() {
        Story story = new Story().raised(0, "alice").resolved(1, "alice").delivered(2, "alice", Notice.RESOLVED);
        assertThat(story.due(2)).isEmpty();
        assertThat(story.ledger.picture()).satisfies(LedgerTest::isEmpty);
    }

    @Test
    void whatBeginsAndEndsAtOnceInQuietHoursWaitsForTheirEnd() {
        Story story = new Story("quietHours", "12:00-13:00").raised(3, "added").resolved(3, "added");
        assertThat(story.due(59)).isEmpty();
        assertThat(story.due(60)).containsExactly("RAISED added");
        Story silenced = new Story().silenced(0, "added", 5).raised(3, "added").resolved(3, "added");
        assertThat(silenced.due(60)).isEmpty();
    }

    @Test
    void aSilenceThatEndedWhileTheClockWasAheadHoldsAgain() {
        Story story = new Story().silenced(0, "alice", 60).raised(1, "alice");
        assertThat(story.due(61)).containsExactly("RAISED alice");
        assertThat(story.due(2)).isEmpty();
    }

    @Test
    void afterAReplayWhatIsOverAndWasNotOwedBeforeIsForgotten() {
        Story story = new Story().raised(0, "owed").resolved(1, "owed");
        var spared = story.ledger.owedKeys();
        story.raised(2, "old").resolved(3, "old").raised(4, "open");
        story.ledger.forgetWhatIsOver(spared);
        assertThat(story.due(5)).containsExactly("RAISED owed", "RESOLVED owed", "RAISED open");
    }

    @Test
    void newRulesHoldForWhatComesAndLoseNothing() {
        Story story = new Story().raised(0, "alice");
        story.ledger.rules(new Rules(Story.CHANNEL, Settings.of("match", "peer=nobody")));
        story.raised(1, "bob").resolved(2, "alice");
        assertThat(story.due(2)).containsExactly("RAISED alice", "RESOLVED alice");
    }

    private static void isEmpty(LedgerPicture picture) {
        assertThat(picture.tracked()).isEmpty();
        assertThat(picture.owed()).isEmpty();
        assertThat(picture.silences()).isEmpty();
        assertThat(picture.deadLetters()).isEmpty();
    }
}
