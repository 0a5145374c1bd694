package io.tunnelwatch.opennms.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opennms.integration.api.v1.alarms.AlarmLifecycleListener;
import org.opennms.integration.api.v1.events.EventForwarder;
import org.opennms.integration.api.v1.model.Alarm;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the alarms of OpenNMS. Who acknowledges an alarm has acknowledged the alert, and takes it back by taking the
 * acknowledgement of the alarm back. And with each snapshot it compares: an open alert without an alarm is told again,
 * an alarm without an open alert is cleared.
 *
 * <p>No echo: an acknowledgement counts when the alarm's changes, not each time that it is seen, and only where the
 * alert's differs.
 */
@Component(service = AlarmLifecycleListener.class)
public final class AlarmWatch implements AlarmLifecycleListener {

    /** OpenNMS does not tell which of its users it was. */
    static final String OPERATOR = "opennms";

    private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);

    private final EventForwarder openNms;
    private final InstantSource clock;
    private final Set<UUID> acknowledged = new HashSet<>();
    private final Set<UUID> refusedTakeBacks = new HashSet<>();

    /** Without it nobody knows what is open: what OpenNMS says is taken with a later snapshot. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    /** @param openNms takes events */
    @Activate
    public AlarmWatch(@Reference EventForwarder openNms) {
        this(null, openNms, InstantSource.system());
    }

    AlarmWatch(@Nullable AlertLog log, EventForwarder openNms, InstantSource clock) {
        this.log = log;
        this.openNms = openNms;
        this.clock = clock;
    }

    @Override
    public void handleNewOrUpdatedAlarm(Alarm alarm) {
        alertOf(alarm).ifPresent(alert -> openLog()
                .ifPresentOrElse(
                        open -> compare(open, alert, alarm.isAcknowledged()),
                        () -> remember(alert, alarm.isAcknowledged())));
    }

    @Override
    public void handleAlarmSnapshot(List<Alarm> alarms) {
        openLog().ifPresent(open -> compare(open, alarms));
    }

    private void compare(AlertLog open, List<Alarm> alarms) {
        // a snapshot may be older than the latest change: what it does not say is not taken back, but what was refused
        alarms.forEach(alarm -> alertOf(alarm)
                .filter(alert -> alarm.isAcknowledged() || isRefusedTakeBack(alert))
                .ifPresent(alert -> compare(open, alert, alarm.isAcknowledged())));
        Comparison.of(alarms, open.openAlerts(), clock.instant()).forEach(openNms::sendAsync);
    }

    @Override
    public void handleDeletedAlarm(int id, String reductionKey) {
        Uei.alertOf(reductionKey).ifPresent(this::forget);
    }

    private synchronized void forget(UUID alert) {
        acknowledged.remove(alert);
        refusedTakeBacks.remove(alert);
    }

    private synchronized boolean isRefusedTakeBack(UUID alert) {
        return refusedTakeBacks.contains(alert);
    }

    /** For the next snapshot. That tells by itself who is acknowledged. */
    private synchronized void remember(UUID alert, boolean isAcknowledged) {
        if (isAcknowledged) {
            refusedTakeBacks.remove(alert);
        } else {
            refusedTakeBacks.add(alert);
        }
    }

    private synchronized void compare(AlertLog open, UUID id, boolean isAcknowledged) {
        // who took it back may have done so to an acknowledgement of before this bundle's start
        if (isAcknowledged && acknowledged.contains(id)) {
            return;
        }
        Optional<Alert> alert = open.openAlerts().find(id);
        try {
            if (alert.isPresent()) {
                follow(new OperatorActions(open, OPERATOR, clock.instant()), alert.get(), isAcknowledged);
            }
        } catch (AppendRefusedException e) {
            LOG.warn("What OpenNMS says of alert {} can not be kept now, and is taken with its next snapshot", id, e);
            remember(id, isAcknowledged);
            return;
        }
        refusedTakeBacks.remove(id);
        if (isAcknowledged) {
            acknowledged.add(id);
        } else {
            acknowledged.remove(id);
        }
    }

    private static void follow(OperatorActions actions, Alert alert, boolean isAcknowledged)
            throws AppendRefusedException {
        if (isAcknowledged && alert.state() == AlertState.OPEN) {
            actions.acknowledge(alert, Optional.of("in OpenNMS"));
        } else if (!isAcknowledged && alert.acknowledgedBy().equals(Optional.of(OPERATOR))) {
            actions.unacknowledge(alert, Optional.of("in OpenNMS"));
        }
    }

    private Optional<AlertLog> openLog() {
        return Optional.ofNullable(log).filter(AlertLog::isOpen);
    }

    private static Optional<UUID> alertOf(Alarm alarm) {
        return Optional.ofNullable(alarm.getReductionKey()).flatMap(Uei::alertOf);
    }
}
