package io.tunnelwatch.alert;

import static io.tunnelwatch.alert.Events.NOON;
import static io.tunnelwatch.alert.Events.acknowledged;
import static io.tunnelwatch.alert.Events.delivered;
import static io.tunnelwatch.alert.Events.ended;
import static io.tunnelwatch.alert.Events.peer;
import static io.tunnelwatch.alert.Events.raised;
import static io.tunnelwatch.alert.Events.recurred;
import static io.tunnelwatch.alert.Events.resolvedBy;
import static io.tunnelwatch.alert.Events.silenced;
import static io.tunnelwatch.alert.Events.unacknowledged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenAlertsFoldTest {

    private static final UUID ALERT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID SILENCE = UUID.randomUUID();

    private final OpenAlertsFold fold = new OpenAlertsFold();

    @Test
    void aRaisedAlertIsOpenUnderItsIdAndItsKey() {
        fold.apply(raised(ALERT, peer("ada")));

        OpenAlerts now = fold.picture();
        assertThat(now.alerts()).hasSize(1);
        assertThat(now.find(ALERT)).isEqualTo(now.find(peer("ada"))).isPresent();
        assertThat(now.find(ALERT).get().state()).isEqualTo(AlertState.OPEN);
        assertThat(now.find(ALERT).get().occurrences()).isEqualTo(1);
    }

    @Test
    void whatIsOpenCanNotBeRaisedAgainNorTwiceInOneAppend() {
        assertThat(fold.objection(List.of(raised(ALERT, peer("ada")), raised(OTHER, peer("ada")))))
                .hasValueSatisfying(why -> assertThat(why).contains("open already", ALERT.toString()));
        assertThat(fold.picture().alerts()).as("an objection changes nothing").isEmpty();

        fold.apply(raised(ALERT, peer("ada")));

        assertThat(fold.objection(List.of(raised(OTHER, peer("ada"))))).isPresent();
        assertThat(fold.objection(List.of(raised(OTHER, peer("bob"))))).isEmpty();
    }

    @Test
    void anAlertMayEndAndItsTroubleBeRaisedAnewInOneAppend() {
        fold.apply(raised(ALERT, peer("ada")));

        assertThat(fold.objection(List.of(ended(ALERT), raised(OTHER, peer("ada")))))
                .isEmpty();
        assertThat(fold.objection(List.of(ended(ALERT), ended(ALERT)))).isPresent();
        assertThat(fold.objection(List.of(ended(ALERT), acknowledged(ALERT)))).isPresent();
    }

    @Test
    void whatIsNotOpenCanNotBeResolvedAcknowledgedNorRecur() {
        assertThat(fold.objection(List.of(ended(ALERT)))).isPresent();
        assertThat(fold.objection(List.of(acknowledged(ALERT)))).isPresent();
        assertThat(fold.objection(List.of(recurred(ALERT, NOON)))).isPresent();
        assertThat(fold.objection(List.of(delivered(ALERT, Notice.RESOLVED))))
                .as("a notice may arrive after the end")
                .isEmpty();
    }

    @Test
    void anAcknowledgementIsTakenOnceAndGivenBack() {
        fold.apply(raised(ALERT, peer("ada")));
        assertThat(fold.objection(List.of(unacknowledged(ALERT)))).isPresent();

        fold.apply(acknowledged(ALERT));
        assertThat(fold.picture().find(ALERT).get().acknowledgedBy()).contains("ada");
        assertThat(fold.objection(List.of(acknowledged(ALERT))))
                .hasValueSatisfying(why -> assertThat(why).contains("ada"));

        fold.apply(unacknowledged(ALERT));
        assertThat(fold.picture().find(ALERT).get().state()).isEqualTo(AlertState.OPEN);
        assertThat(fold.picture().find(ALERT).get().acknowledgedAt()).isEmpty();
    }

    @Test
    void aRecurrenceCountsAndKeepsTheTimeOfTheFirst() {
        fold.apply(raised(ALERT, peer("ada")));
        fold.apply(recurred(ALERT, NOON.plusSeconds(90)));

        Alert alert = fold.picture().find(ALERT).get();
        assertThat(alert.occurrences()).isEqualTo(2);
        assertThat(alert.raisedAt()).isEqualTo(NOON);
        assertThat(alert.lastSeenAt()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void whatAnOperatorResolvedIsRememberedUntilItIsRaisedAgain() {
        fold.apply(raised(ALERT, peer("ada")));
        fold.apply(resolvedBy("ada", ALERT));
        assertThat(fold.picture().isResolvedByOperator(peer("ada"))).isTrue();
        assertThat(fold.picture().alerts()).isEmpty();

        fold.apply(raised(OTHER, peer("ada")));
        assertThat(fold.picture().isResolvedByOperator(peer("ada"))).isFalse();

        fold.apply(ended(OTHER));
        assertThat(fold.picture().isResolvedByOperator(peer("ada")))
                .as("this one ended by itself")
                .isFalse();
    }

    @Test
    void aSilenceCoversOpenAndLaterAlertsOfItsGatewayUntilItIsEnded() {
        fold.apply(raised(ALERT, peer("ada")));
        fold.apply(silenced(SILENCE, "gw1", Duration.ofHours(2)));
        fold.apply(raised(OTHER, peer("bob")));

        assertThat(fold.picture().alerts())
                .allSatisfy(alert -> assertThat(alert.silencedUntil()).contains(NOON.plus(Duration.ofHours(2))));

        fold.apply(new Unsilenced(UUID.randomUUID(), SILENCE, NOON.plusSeconds(60), "ada", Optional.empty()));
        assertThat(fold.picture().alerts())
                .allSatisfy(alert -> assertThat(alert.silencedUntil()).isEmpty());
        assertThat(fold.picture().silences()).isEmpty();
    }

    @Test
    void aSilenceThatRepeatsStaysBehindItsFirstWindowUntilItIsOverForGood() {
        Repetition daily = Repetition.parse("daily 12:00", ZoneOffset.UTC).until(NOON.plus(Duration.ofDays(2)));
        Silence once = silenced(SILENCE, "gw1", Duration.ofHours(2)).silence();
        fold.apply(new AlertEvent.Silenced(
                UUID.randomUUID(),
                NOON,
                new Silence(
                        SILENCE,
                        once.gateway(),
                        once.peer(),
                        once.kind(),
                        once.start(),
                        once.end(),
                        once.operator(),
                        once.note(),
                        Optional.of(daily))));
        fold.apply(raised(ALERT, peer("ada"), NOON.plus(Duration.ofHours(25))));
        assertThat(fold.picture().find(ALERT).get().silencedUntil()).contains(NOON.plus(Duration.ofHours(26)));

        fold.apply(somethingSilencedAt(NOON.plus(Duration.ofHours(25))));
        assertThat(fold.picture().silences()).extracting(Silence::id).contains(SILENCE);
        fold.apply(somethingSilencedAt(NOON.plus(Duration.ofHours(26))));
        assertThat(fold.picture().silences()).extracting(Silence::id).doesNotContain(SILENCE);
        assertThat(fold.picture().find(ALERT).get().silencedUntil()).isEmpty();
    }

    private static AlertEvent somethingSilencedAt(Instant at) {
        return new AlertEvent.Silenced(
                UUID.randomUUID(),
                at,
                silenced(UUID.randomUUID(), "gw2", Duration.ofDays(9)).silence());
    }

    @Test
    void aSilenceOfAnotherGatewayCoversNothingHere() {
        fold.apply(silenced(SILENCE, "gw2", Duration.ofHours(2)));
        fold.apply(raised(ALERT, peer("ada")));

        assertThat(fold.picture().find(ALERT).get().silencedUntil()).isEmpty();
    }

    @Test
    void theLatestOfEachNoticeIsKeptAsLongAsItsAlertIsOpen() {
        fold.apply(raised(ALERT, peer("ada")));
        fold.apply(delivered(ALERT, Notice.RAISED));
        fold.apply(delivered(ALERT, Notice.RAISED));
        fold.apply(delivered(ALERT, Notice.RENOTIFIED));
        assertThat(fold.picture().deliveries())
                .extracting(Delivery::notice)
                .containsExactly(Notice.RAISED, Notice.RENOTIFIED);

        fold.apply(ended(ALERT));
        assertThat(fold.picture().deliveries()).isEmpty();
    }
}
