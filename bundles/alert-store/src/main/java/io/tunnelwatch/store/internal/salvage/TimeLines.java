package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.entity.AlertEventEntity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.persistence.EntityManager;

/**
 * What the events in the history make of alerts. An alert that it hands back is finished: it is over, or the log knows
 * it as open. So it can be stored at once, and who is interrupted leaves none half done.
 */
final class TimeLines {

    private final EntityManager entityManager;
    private final Predicate<UUID> openInLog;
    private final Instant now;

    TimeLines(EntityManager entityManager, Predicate<UUID> openInLog, Instant now) {
        this.entityManager = entityManager;
        this.openInLog = openInLog;
        this.now = now;
    }

    /** Brings rows that say open to where their events and the log say they are. */
    void finish(Collection<AlertEntity> rows) {
        List<AlertEntity> open =
                rows.stream().filter(row -> row.alert().isOpen()).toList();
        Map<String, List<AlertEventEntity>> events =
                eventsOf(open.stream().map(AlertEntity::id).toList());
        for (AlertEntity row : open) {
            for (AlertEventEntity event : events.getOrDefault(row.id(), List.of())) {
                apply(row, event);
            }
            endIfUnknown(row);
        }
    }

    /** Makes the alerts anew whose beginning the history has; the others are left out. */
    List<AlertEntity> begin(Collection<String> alertIds) {
        List<AlertEntity> begun = eventsOf(alertIds).values().stream()
                .flatMap(events -> begin(events).stream())
                .toList();
        begun.forEach(this::endIfUnknown);
        return begun;
    }

    private static Optional<AlertEntity> begin(List<AlertEventEntity> events) {
        for (AlertEventEntity first : events) {
            if (event(first).orElse(null) instanceof Raised raised) {
                AlertEntity row = new AlertEntity(
                        AlertLifecycle.begin(raised), first.position().sequence());
                events.forEach(event -> apply(row, event));
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static void apply(AlertEntity row, AlertEventEntity event) {
        long sequence = event.position().sequence();
        if (sequence > row.lastSequence()) {
            event(event).ifPresent(known -> row.set(AlertLifecycle.apply(row.alert(), known), sequence));
        }
    }

    private void endIfUnknown(AlertEntity row) {
        if (row.alert().isOpen() && !openInLog.test(UUID.fromString(row.id()))) {
            row.endUnseen(now, row.lastSequence());
        }
    }

    /** The event, if it is of a kind that changes an alert's row; the projection passes deliveries by. */
    private static Optional<OfAlert> event(AlertEventEntity row) {
        return EventJson.read(row.position(), row.json())
                .event()
                .filter(event -> !(event instanceof Delivered || event instanceof DeliveryFailed))
                .map(event -> event instanceof OfAlert ofAlert ? ofAlert : null);
    }

    private Map<String, List<AlertEventEntity>> eventsOf(Collection<String> alertIds) {
        Map<String, List<AlertEventEntity>> events = new HashMap<>();
        if (!alertIds.isEmpty()) {
            entityManager
                    .createQuery(
                            "select e from AlertEventEntity e where e.alertId in :ids order by e.sequence",
                            AlertEventEntity.class)
                    .setParameter("ids", List.copyOf(alertIds))
                    .getResultList()
                    .forEach(event -> events.computeIfAbsent(event.alertId().orElseThrow(), id -> new ArrayList<>())
                            .add(event));
        }
        return events;
    }
}
