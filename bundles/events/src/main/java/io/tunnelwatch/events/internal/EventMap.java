package io.tunnelwatch.events.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.OfSilence;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.LogEntry;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/**
 * An event of the log as one of EventAdmin: {@code docs/events.md}. Values are strings, numbers and booleans, and
 * {@code String[]} for tags; what is absent is absent. Names are those of the JSON.
 */
final class EventMap {

    /** What stands before the type in every topic. */
    static final String TOPIC_PREFIX = "io/tunnelwatch/alert/";

    /** The type of events that a newer version wrote. */
    static final String UNKNOWN = "UNKNOWN";

    private final Map<String, Object> properties = new LinkedHashMap<>();

    private EventMap() {}

    /**
     * Of an entry.
     *
     * @param alert what it is about, as it stands behind it
     */
    static Event of(LogEntry entry, Optional<Alert> alert) {
        EventMap map = new EventMap();
        String type = entry.event().map(EventMap::type).orElse(UNKNOWN);
        map.put("type", type);
        map.put("sequence", entry.position().sequence());
        map.put("epoch", entry.position().epoch().toString());
        map.put("json", entry.json());
        alert.ifPresent(map::alert);
        entry.event().ifPresent(map::event);
        return new Event(TOPIC_PREFIX + type, map.properties);
    }

    /** {@code DeliveryFailed} is {@code DELIVERY_FAILED}. */
    static String type(AlertEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    private void alert(Alert alert) {
        put("kind", alert.key().kind().name());
        put("severity", alert.severity().name());
        put("state", alert.state().name());
        putText("gateway", alert.key().gateway());
        putText("interface", alert.key().interfaceName());
        putText("peerKey", alert.key().peerKey());
        putText("peerName", alert.peerName());
        put("summary", alert.summary());
        put("tags", alert.tags().toArray(String[]::new));
        put("occurrences", alert.occurrences());
        put("raisedAt", alert.raisedAt().toString());
        put("lastSeenAt", alert.lastSeenAt().toString());
        putText("acknowledgedAt", alert.acknowledgedAt());
        putText("acknowledgedBy", alert.acknowledgedBy());
        putText("resolvedAt", alert.resolvedAt());
        putText("resolvedBy", alert.resolvedBy());
    }

    private void event(AlertEvent event) {
        put("id", event.id().toString());
        put("at", event.at().toString());
        put(EventConstants.TIMESTAMP, event.at().toEpochMilli());
        if (event instanceof OfAlert ofAlert) {
            put("alertId", ofAlert.alertId().toString());
        }
        if (event instanceof OfSilence ofSilence) {
            put("silenceId", ofSilence.silenceId().toString());
        }
        own(event);
    }

    private void own(AlertEvent event) {
        if (event instanceof Recurred recurred) {
            put("summary", recurred.summary());
        } else if (event instanceof Resolved resolved) {
            putText("operator", resolved.operator());
            put("reason", resolved.reason());
        } else if (event instanceof Acknowledged acknowledged) {
            put("operator", acknowledged.operator());
            putText("note", acknowledged.note());
        } else if (event instanceof Unacknowledged unacknowledged) {
            put("operator", unacknowledged.operator());
            putText("note", unacknowledged.note());
        } else if (event instanceof Delivered delivered) {
            put("channel", delivered.channel());
            put("notice", delivered.notice().name());
            putText("recipient", delivered.recipient());
        } else if (event instanceof DeliveryFailed failed) {
            put("channel", failed.channel());
            put("notice", failed.notice().name());
            put("reason", failed.reason());
            put("permanent", failed.permanent());
        } else if (event instanceof Silenced silenced) {
            silence(silenced.silence());
        } else if (event instanceof Unsilenced unsilenced) {
            put("operator", unsilenced.operator());
            putText("note", unsilenced.note());
        }
    }

    private void silence(Silence silence) {
        putText("gateway", silence.gateway());
        putText("peer", silence.peer());
        putText("kind", silence.kind());
        put("start", silence.start().toString());
        put("end", silence.end().toString());
        put("operator", silence.operator());
        putText("note", silence.note());
    }

    private void putText(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present.toString()));
    }

    private void put(String name, Object value) {
        properties.put(name, value);
    }
}
