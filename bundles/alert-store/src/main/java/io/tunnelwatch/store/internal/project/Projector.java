package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.json.EventEnvelope;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.entity.AlertEventEntity;
import io.tunnelwatch.store.internal.entity.DeliveryEntity;
import io.tunnelwatch.store.internal.query.OpenRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.persistence.EntityManager;

/**
 * Applies one batch of events to the tables, inside a transaction of the caller. An event whose id is there is nothing;
 * an event changes an alert's row only if its number is greater than that of the event that changed the row last.
 */
final class Projector {

    private final EntityManager entityManager;
    private final Silences silences;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, AlertEntity> alerts = new HashMap<>();

    Projector(EntityManager entityManager) {
        this.entityManager = entityManager;
        this.silences = new Silences(entityManager);
    }

    void apply(List<LogEntry> batch) {
        load(batch);
        for (LogEntry entry : batch) {
            EventRow row = EventRow.of(entry);
            if (seen.add(row.id().toString())) {
                entityManager.persist(row.entity());
                entry.event().ifPresent(event -> apply(event, entry.position().sequence()));
            }
        }
    }

    private void load(List<LogEntry> batch) {
        List<EventRow> rows = batch.stream().map(EventRow::of).toList();
        seen.addAll(entityManager
                .createQuery("select e.id from AlertEventEntity e where e.id in :ids", String.class)
                .setParameter(
                        "ids", rows.stream().map(row -> row.id().toString()).toList())
                .getResultList());
        List<String> alertIds = rows.stream()
                .flatMap(row -> row.alertId().stream())
                .map(UUID::toString)
                .distinct()
                .toList();
        if (!alertIds.isEmpty()) {
            entityManager
                    .createQuery("select a from AlertEntity a where a.id in :ids", AlertEntity.class)
                    .setParameter("ids", alertIds)
                    .getResultList()
                    .forEach(alert -> alerts.put(alert.id(), alert));
        }
    }

    private void apply(AlertEvent event, long sequence) {
        if (event instanceof Raised raised) {
            raise(raised, sequence);
        } else if (event instanceof Delivered delivered) {
            entityManager.persist(new DeliveryEntity(delivered.id(), Delivery.of(delivered)));
        } else if (event instanceof DeliveryFailed failed) {
            entityManager.persist(new DeliveryEntity(failed.id(), Delivery.of(failed)));
        } else if (event instanceof OfAlert ofAlert) {
            change(ofAlert, sequence);
        } else if (event instanceof Silenced silenced) {
            silences.begin(silenced.silence(), sequence);
            silenceOpenAlerts(event.at(), sequence);
        } else if (event instanceof Unsilenced unsilenced) {
            silences.end(unsilenced.silenceId(), event.at(), sequence);
            silenceOpenAlerts(event.at(), sequence);
        }
    }

    private void raise(Raised raised, long sequence) {
        if (alerts.containsKey(raised.alertId().toString())) {
            return; // a gap handed it over
        }
        Alert alert = AlertLifecycle.begin(raised);
        Optional<Instant> silencedUntil = Silence.silencedUntil(alert, silences.running(), raised.at());
        AlertEntity row = new AlertEntity(alert.withSilencedUntil(silencedUntil), sequence);
        entityManager.persist(row);
        alerts.put(row.id(), row);
    }

    /** An event whose alert was lost with a gap has no row to change; it stands in the time line only. */
    private void change(OfAlert event, long sequence) {
        AlertEntity row = alerts.get(event.alertId().toString());
        if (row != null && sequence > row.lastSequence()) {
            row.set(AlertLifecycle.apply(row.alert(), event), sequence);
        }
    }

    private void silenceOpenAlerts(Instant at, long sequence) {
        silences.endWhatIsOver(at, sequence);
        entityManager.flush(); // what this batch raised is to be found too
        List<AlertEntity> open = OpenRows.all(entityManager);
        List<Silence> running = silences.running();
        for (AlertEntity row : open) {
            if (sequence > row.lastSequence()) {
                Alert alert = row.alert();
                row.set(alert.withSilencedUntil(Silence.silencedUntil(alert, running, at)), sequence);
            }
        }
    }

    /** An event as a row of the time line. */
    private record EventRow(UUID id, Optional<UUID> alertId, String type, Instant at, LogEntry entry) {

        static EventRow of(LogEntry entry) {
            return entry.event().map(event -> of(event, entry)).orElseGet(() -> ofUnknown(entry));
        }

        private static EventRow of(AlertEvent event, LogEntry entry) {
            Optional<UUID> alertId =
                    event instanceof OfAlert ofAlert ? Optional.of(ofAlert.alertId()) : Optional.empty();
            return new EventRow(event.id(), alertId, event.getClass().getSimpleName(), event.at(), entry);
        }

        private static EventRow ofUnknown(LogEntry entry) {
            EventEnvelope envelope = EventJson.envelope(entry.json());
            UUID byContent = UUID.nameUUIDFromBytes(entry.json().getBytes(StandardCharsets.UTF_8));
            return new EventRow(
                    envelope.id().orElse(byContent),
                    envelope.alertId(),
                    envelope.type().orElse("unknown"),
                    envelope.at().orElse(Instant.EPOCH),
                    entry);
        }

        AlertEventEntity entity() {
            return new AlertEventEntity(id, alertId.orElse(null), type, at, entry.position(), entry.json());
        }
    }
}
