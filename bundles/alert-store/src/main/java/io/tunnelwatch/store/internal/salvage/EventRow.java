package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.json.EventEnvelope;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.entity.AlertEventEntity;
import io.tunnelwatch.store.internal.entity.StoredRow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** A salvaged event. Its columns stand in its JSON, too, so damage of either is seen. */
final class EventRow {

    private EventRow() {}

    /**
     * The same row for the history.
     *
     * @throws io.tunnelwatch.store.internal.entity.UnreadableRowException the columns and the JSON are not of one event
     */
    static AlertEventEntity entity(StoredRow row) {
        Position position = new Position(row.id("epoch"), row.number("sequence"));
        LogEntry entry = EventJson.read(position, row.text("json"));
        UUID id = row.id("id");
        Optional<UUID> alertId = row.optionalText("alert_id").map(text -> row.id("alert_id"));
        if (!id.equals(idOf(entry)) || !alertId.equals(alertIdOf(entry))) {
            throw row.unreadable("its JSON is that of another event");
        }
        Optional<String> type = entry.event().map(event -> event.getClass().getSimpleName());
        if (type.isPresent() && !type.get().equals(row.text("type"))) {
            throw row.unreadable("its JSON is of type " + type.get());
        }
        return new AlertEventEntity(
                id, alertId.orElse(null), row.text("type"), row.time("at"), position, row.text("json"));
    }

    private static UUID idOf(LogEntry entry) {
        // as the projection does, for an event of a type that it does not know
        return entry.event().map(AlertEvent::id).orElseGet(() -> envelope(entry)
                .id()
                .orElseGet(() -> UUID.nameUUIDFromBytes(entry.json().getBytes(StandardCharsets.UTF_8))));
    }

    private static Optional<UUID> alertIdOf(LogEntry entry) {
        return entry.event()
                .map(event ->
                        event instanceof OfAlert ofAlert ? Optional.of(ofAlert.alertId()) : Optional.<UUID>empty())
                .orElseGet(() -> envelope(entry).alertId());
    }

    private static EventEnvelope envelope(LogEntry entry) {
        return EventJson.envelope(entry.json());
    }
}
