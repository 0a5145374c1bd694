package io.tunnelwatch.opennms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.listener.AlertNews;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opennms.integration.api.v1.config.events.AlarmType;
import org.opennms.integration.api.v1.config.events.EventDefinition;
import org.opennms.integration.api.v1.events.EventForwarder;
import org.opennms.integration.api.v1.model.Alarm;
import org.opennms.integration.api.v1.model.InMemoryEvent;
import org.opennms.integration.api.v1.model.Severity;

class OpenNmsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW));
    private final OpenAlertsFold fold = new OpenAlertsFold();
    private final List<AlertEvent> appended = new ArrayList<>();
    private final List<InMemoryEvent> sent = new ArrayList<>();
    private Optional<AppendRefusedException> refusal = Optional.empty();
    private boolean logIsOpen = true;

    private final EventForwarder openNms = new EventForwarder() {
        @Override
        public void sendAsync(InMemoryEvent event) {
            sent.add(event);
        }

        @Override
        public void sendSync(InMemoryEvent event) {
            sent.add(event);
        }
    };

    private final AlarmWatch watch = new AlarmWatch(log(), openNms, InstantSource.fixed(NOW));

    @Test
    void anEndHasTheClearKeyThatItsBeginningHasForItsReductionKey() throws NotTakenException {
        Raised raised = raise(NOW);
        AlertForwarder forwarder = new AlertForwarder(openNms);
        forwarder.onNews(news(raised));
        Resolved resolved = new Resolved(ids.next(), raised.alertId(), NOW, Optional.empty(), "it is back");
        forwarder.onNews(new AlertNews(new Position(UUID.randomUUID(), 2), resolved, Optional.empty()));

        EventDefinition begin = definition(sent.get(0));
        EventDefinition end = definition(sent.get(1));
        assertThat(begin.getAlarmData().getType()).isEqualTo(AlarmType.PROBLEM);
        assertThat(begin.getAlarmData().getClearKey()).isNull();
        assertThat(end.getAlarmData().getType()).isEqualTo(AlarmType.RESOLUTION);
        assertThat(filled(begin.getAlarmData().getReductionKey(), sent.get(0)))
                .isEqualTo(Uei.keyOf(raised.alertId()))
                .isEqualTo(filled(end.getAlarmData().getClearKey(), sent.get(1)))
                .isNotEqualTo(filled(end.getAlarmData().getReductionKey(), sent.get(1)));
        assertThat(sent.get(0).getSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(sent.get(1).getSeverity()).isEqualTo(Severity.NORMAL);
        assertThat(sent.get(0).getParameterValue("gateway")).contains("berlin");
        assertThat(sent.get(0).getParameterValue("summary")).contains("peer laptop is down");
        assertThat(sent.get(1).getParameterValue("reason")).contains("it is back");
    }

    @Test
    void whatHappensToAnAlertIsToldAndWhatBecomesOfNoticesIsNot() throws NotTakenException {
        Raised raised = raise(NOW);
        UUID alert = raised.alertId();
        AlertForwarder forwarder = new AlertForwarder(openNms);
        for (AlertEvent event : List.of(
                new Recurred(ids.next(), alert, NOW, "again"),
                new Acknowledged(ids.next(), alert, NOW, "ada", Optional.of("mine")),
                new Unacknowledged(ids.next(), alert, NOW, "ada", Optional.empty()),
                new Delivered(ids.next(), alert, NOW, "email.noc", Notice.RAISED, Optional.empty()))) {
            forwarder.onNews(news(event));
        }

        assertThat(sent)
                .extracting(InMemoryEvent::getUei)
                .containsExactly(Uei.RAISED, Uei.ACKNOWLEDGED, Uei.UNACKNOWLEDGED);
        assertThat(sent.get(1).getParameterValue("operator")).contains("ada");
        assertThat(sent.get(1).getParameterValue("note")).contains("mine");
        assertThat(sent)
                .allSatisfy(event -> assertThat(definition(event).getLabel()).isNotEmpty());
    }

    @Test
    void whatOpenNmsDoesNotTakeIsBroughtAgain() {
        AlertForwarder forwarder = new AlertForwarder(new EventForwarder() {
            @Override
            public void sendAsync(InMemoryEvent event) {}

            @Override
            public void sendSync(InMemoryEvent event) {
                throw new IllegalStateException("the database is down");
            }
        });

        assertThatThrownBy(() -> forwarder.onNews(news(raise(NOW))))
                .isInstanceOf(NotTakenException.class)
                .hasMessageContaining("the database is down");
    }

    @Test
    void anAcknowledgementThereIsOneHereOnce() {
        UUID alert = raise(NOW).alertId();

        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        watch.handleAlarmSnapshot(List.of(alarm(alert, true)));

        assertThat(appended).singleElement().isInstanceOfSatisfying(Acknowledged.class, event -> assertThat(
                        event.operator())
                .isEqualTo("opennms"));
        assertThat(open(alert).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    }

    @Test
    void whatIsTakenBackThereIsTakenBackHere() {
        UUID alert = raise(NOW).alertId();
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));

        watch.handleAlarmSnapshot(List.of(alarm(alert, false))); // may be older
        assertThat(open(alert).state()).isEqualTo(AlertState.ACKNOWLEDGED);
        watch.handleNewOrUpdatedAlarm(alarm(alert, false));

        assertThat(open(alert).state()).isEqualTo(AlertState.OPEN);
        assertThat(appended).hasSize(2);
    }

    @Test
    void whatWasAcknowledgedBeforeARestartIsTakenBackToo() {
        UUID alert = raise(NOW).alertId();
        fold.apply(new Acknowledged(ids.next(), alert, NOW, AlarmWatch.OPERATOR, Optional.empty()));

        watch.handleNewOrUpdatedAlarm(alarm(alert, false));

        assertThat(open(alert).state()).isEqualTo(AlertState.OPEN);
    }

    @Test
    void whatTheLogDoesNotTakeBackIsTakenBackWithTheNextSnapshot() {
        UUID alert = raise(NOW).alertId();
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        refusal = Optional.of(new StaleStateException("not now"));
        watch.handleNewOrUpdatedAlarm(alarm(alert, false));
        assertThat(open(alert).state()).isEqualTo(AlertState.ACKNOWLEDGED);

        refusal = Optional.empty();
        watch.handleAlarmSnapshot(List.of(alarm(alert, false)));
        watch.handleAlarmSnapshot(List.of(alarm(alert, false)));

        assertThat(open(alert).state()).isEqualTo(AlertState.OPEN);
        assertThat(appended).hasSize(2);
    }

    @Test
    void whatIsTakenBackThereWhileTheLogIsAwayIsTakenBackWithTheNextSnapshot() {
        UUID alert = raise(NOW).alertId();
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        logIsOpen = false;
        watch.handleNewOrUpdatedAlarm(alarm(alert, false));
        logIsOpen = true;

        watch.handleAlarmSnapshot(List.of(alarm(alert, false)));

        assertThat(open(alert).state()).isEqualTo(AlertState.OPEN);
    }

    @Test
    void whatSomebodyHereHasAcknowledgedIsNotAcknowledgedAgain() {
        UUID alert = raise(NOW).alertId();
        fold.apply(new Acknowledged(ids.next(), alert, NOW, "ada", Optional.empty()));

        watch.handleNewOrUpdatedAlarm(alarm(alert, true));

        assertThat(appended).isEmpty();
        assertThat(open(alert).acknowledgedBy()).contains("ada");
    }

    /** Somebody deleted it there, and it came again with the next event. */
    @Test
    void ofAnAlarmThatWasDeletedNothingIsRemembered() {
        UUID alert = raise(NOW).alertId();
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        fold.apply(new Unacknowledged(ids.next(), alert, NOW, "ada", Optional.empty()));
        watch.handleDeletedAlarm(7, alarm(alert, true).getReductionKey());

        watch.handleNewOrUpdatedAlarm(alarm(alert, true));

        assertThat(open(alert).acknowledgedBy()).contains("opennms");
    }

    /** Else each side would undo what the other did, for ever. */
    @Test
    void whatAnOperatorDoesHereStays() {
        UUID alert = raise(NOW).alertId();
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        fold.apply(new Unacknowledged(ids.next(), alert, NOW, "ada", Optional.empty()));
        watch.handleAlarmSnapshot(List.of(alarm(alert, true)));
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        assertThat(open(alert).state()).isEqualTo(AlertState.OPEN);

        fold.apply(new Acknowledged(ids.next(), alert, NOW, "ada", Optional.empty()));
        watch.handleNewOrUpdatedAlarm(alarm(alert, false));
        assertThat(open(alert).acknowledgedBy()).contains("ada");
        assertThat(appended).hasSize(1);
    }

    @Test
    void whatTheLogRefusesIsTakenWithTheNextSnapshot() {
        UUID alert = raise(NOW).alertId();
        refusal = Optional.of(new StaleStateException("not now"));
        watch.handleNewOrUpdatedAlarm(alarm(alert, true));
        assertThat(open(alert).state()).isEqualTo(AlertState.OPEN);

        refusal = Optional.empty();
        watch.handleAlarmSnapshot(List.of(alarm(alert, true)));

        assertThat(open(alert).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    }

    @ParameterizedTest
    @CsvSource({
        "uei.opennms.org/nodes/nodeDown::1",
        "uei.opennms.org/tunnelwatch/raised:nonsense",
        "uei.opennms.org/tunnelwatch/resolved:01a21c47-f6c4-7000-b2b3-078892b4853f",
        "''"
    })
    void alarmsOfOthersAreLeftAlone(String key) {
        watch.handleNewOrUpdatedAlarm(alarm(key, true, Severity.MAJOR));
        watch.handleAlarmSnapshot(List.of(alarm(key, true, Severity.MAJOR)));
        watch.handleDeletedAlarm(1, key);

        assertThat(appended).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void aSnapshotSetsRightWhatIsMissingOnEitherSide() {
        UUID missing = raise(LONG_AGO).alertId();
        UUID over = ids.next();
        UUID cleared = ids.next();

        watch.handleAlarmSnapshot(List.of(alarm(over, false), alarm(Uei.keyOf(cleared), false, Severity.CLEARED)));

        assertThat(sent).extracting(InMemoryEvent::getUei).containsExactly(Uei.RAISED, Uei.RESOLVED);
        assertThat(sent.get(0).getParameterValue(Uei.ALERT_ID)).contains(missing.toString());
        assertThat(sent.get(1).getParameterValue(Uei.ALERT_ID)).contains(over.toString());
    }

    @Test
    void aSnapshotChangesNothingWhereBothAreTheSameOrAnEventIsUnderWay() {
        UUID alert = raise(LONG_AGO).alertId();
        raise(NOW.minusSeconds(10));

        watch.handleAlarmSnapshot(List.of(alarm(alert, false)));

        assertThat(sent).isEmpty();
    }

    /** Else every alarm would be cleared when the log's folder can not be opened. */
    @Test
    void withoutALogNothingIsCleared() {
        logIsOpen = false;

        watch.handleAlarmSnapshot(List.of(alarm(ids.next(), false)));

        assertThat(sent).isEmpty();
    }

    private Raised raise(Instant at) {
        Raised raised = new Raised(
                ids.next(),
                ids.next(),
                at,
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", String.valueOf(ids.next())),
                io.tunnelwatch.alert.Severity.CRITICAL,
                Optional.of("laptop"),
                "peer laptop is down",
                List.of("prod"));
        fold.apply(raised);
        return raised;
    }

    private AlertNews news(AlertEvent event) {
        UUID alert = ((AlertEvent.OfAlert) event).alertId();
        return new AlertNews(new Position(UUID.randomUUID(), 1), event, fold.find(alert));
    }

    private Alert open(UUID alert) {
        return fold.find(alert).orElseThrow();
    }

    private static EventDefinition definition(InMemoryEvent event) {
        return new Definitions()
                .getEventDefinitions().stream()
                        .filter(definition -> definition.getUei().equals(event.getUei()))
                        .findFirst()
                        .orElseThrow();
    }

    private static String filled(String key, InMemoryEvent event) {
        return key.replace("%parm[alertId]%", event.getParameterValue("alertId").orElseThrow());
    }

    private static Alarm alarm(UUID alert, boolean acknowledged) {
        return alarm(Uei.keyOf(alert), acknowledged, Severity.CRITICAL);
    }

    private static Alarm alarm(String key, boolean acknowledged, Severity severity) {
        Map<String, Object> answers =
                Map.of("getReductionKey", key, "isAcknowledged", acknowledged, "getSeverity", severity);
        return (Alarm) Proxy.newProxyInstance(
                Alarm.class.getClassLoader(),
                new Class<?>[] {Alarm.class},
                (proxy, method, arguments) -> Optional.ofNullable(answers.get(method.getName()))
                        .orElseThrow(() -> new AssertionError(method.getName())));
    }

    /** The three methods that are called. */
    private AlertLog log() {
        return (AlertLog) Proxy.newProxyInstance(
                AlertLog.class.getClassLoader(),
                new Class<?>[] {AlertLog.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isOpen" -> logIsOpen;
                    case "openAlerts" -> logIsOpen ? fold.picture() : OpenAlerts.NONE;
                    case "append" -> append(arguments[0]);
                    default -> throw new AssertionError(method.getName());
                });
    }

    private Position append(Object events) throws AppendRefusedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        for (Object event : (List<?>) events) {
            fold.apply((AlertEvent) event);
            appended.add((AlertEvent) event);
        }
        return new Position(UUID.randomUUID(), appended.size());
    }
}
