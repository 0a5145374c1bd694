package io.tunnelwatch.alert;

import static io.tunnelwatch.alert.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any sequence of events: few alerts, keys and silences, so that they meet. */
class OpenAlertsFoldProperties {

    private static final List<UUID> ALERTS = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
    private static final List<AlertKey> KEYS = List.of(Events.peer("ada"), Events.peer("bob"));

    @Property
    void whatFitsFoldsToOneOpenAlertOfAKey(@ForAll("anyEvents") List<AlertEvent> events) {
        OpenAlertsFold fold = new OpenAlertsFold();
        events.stream()
                .filter(event -> fold.objection(List.of(event)).isEmpty())
                .forEach(fold::apply);

        List<Alert> open = fold.picture().alerts();
        assertThat(open).extracting(Alert::key).doesNotHaveDuplicates();
        assertThat(open).allSatisfy(alert -> assertThat(alert.isOpen()).isTrue());
    }

    @Property
    void eventsFitTogetherExactlyWhenTheyFitOneAfterTheOther(@ForAll("anyEvents") List<AlertEvent> events) {
        OpenAlertsFold fold = new OpenAlertsFold();
        boolean eachFits = true;
        for (AlertEvent event : events) {
            eachFits &= fold.objection(List.of(event)).isEmpty();
            fold.apply(event);
        }
        boolean allFit = new OpenAlertsFold().objection(events).isEmpty();
        assertThat(allFit).isEqualTo(eachFits);
    }

    @Property
    void aPictureTakenAnywhereLeadsToTheSameEnd(@ForAll("anyEvents") List<AlertEvent> events, @ForAll int cut) {
        OpenAlertsFold straight = new OpenAlertsFold();
        OpenAlertsFold restarted = new OpenAlertsFold();
        int at = Math.floorMod(cut, events.size() + 1);
        for (int i = 0; i < events.size(); i++) {
            if (i == at) {
                restarted = new OpenAlertsFold(restarted.picture());
            }
            straight.apply(events.get(i));
            restarted.apply(events.get(i));
        }
        assertThat(describe(restarted.picture())).isEqualTo(describe(straight.picture()));
    }

    private static List<Object> describe(OpenAlerts picture) {
        List<Object> parts = new ArrayList<>(picture.alerts());
        parts.addAll(picture.silences());
        parts.add(List.copyOf(picture.deliveries()).stream()
                .map(Delivery::toString)
                .sorted()
                .toList());
        parts.add(picture.operatorResolutions().stream()
                .map(OperatorResolution::toString)
                .sorted()
                .toList());
        return parts;
    }

    @Provide
    static Arbitrary<List<AlertEvent>> anyEvents() {
        Arbitrary<UUID> alert = Arbitraries.of(ALERTS);
        Arbitrary<UUID> silence = Arbitraries.of(new UUID(1, 1), new UUID(1, 2));
        return Arbitraries.<AlertEvent>oneOf(
                        Combinators.combine(alert, Arbitraries.of(KEYS)).as(Events::raised),
                        alert.map(id -> Events.recurred(id, NOON.plusSeconds(20))),
                        alert.map(Events::ended),
                        alert.map(id -> Events.resolvedBy("ada", id)),
                        alert.map(Events::acknowledged),
                        alert.map(Events::unacknowledged),
                        Combinators.combine(alert, Arbitraries.of(Notice.values()))
                                .as(Events::delivered),
                        silence.map(id -> Events.silenced(id, "gw1", Duration.ofHours(1))),
                        silence.map(id -> new AlertEvent.Unsilenced(
                                UUID.randomUUID(), id, NOON.plusSeconds(50), "ada", Optional.empty())))
                .list()
                .ofMaxSize(30);
    }
}
