package io.tunnelwatch.opennms.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opennms.integration.api.v1.model.InMemoryEvent;
import org.opennms.integration.api.v1.model.Severity;

/** Says our events in those of OpenNMS. */
final class EventWriter {

    private EventWriter() {}

    /**
     * What OpenNMS is told of an event; nothing of deliveries and silences.
     *
     * @param alert as far as it is known
     */
    static Optional<InMemoryEvent> write(AlertEvent event, Optional<Alert> alert) {
        Map<String, String> values = new LinkedHashMap<>();
        if (event instanceof OfAlert ofAlert) {
            values.put(Uei.ALERT_ID, ofAlert.alertId().toString());
        }
        alert.ifPresent(known -> describe(known, values));
        Severity raised = alert.map(Alert::severity).map(EventWriter::severity).orElse(Severity.MINOR);
        if (event instanceof Raised || event instanceof Recurred) {
            return Optional.of(sent(Uei.RAISED, event.at(), raised, values));
        }
        if (event instanceof Resolved resolved) {
            values.put("resolvedBy", resolved.operator().orElse(Alert.TUNNELWATCH));
            values.put("reason", resolved.reason());
            return Optional.of(sent(Uei.RESOLVED, event.at(), Severity.NORMAL, values));
        }
        if (event instanceof Acknowledged acknowledged) {
            act(acknowledged.operator(), acknowledged.note(), values);
            return Optional.of(sent(Uei.ACKNOWLEDGED, event.at(), Severity.NORMAL, values));
        }
        if (event instanceof Unacknowledged unacknowledged) {
            act(unacknowledged.operator(), unacknowledged.note(), values);
            return Optional.of(sent(Uei.UNACKNOWLEDGED, event.at(), Severity.NORMAL, values));
        }
        return Optional.empty();
    }

    /** An alert that OpenNMS does not have, though it is open. */
    static InMemoryEvent stillOpen(Alert alert) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(Uei.ALERT_ID, alert.id().toString());
        describe(alert, values);
        return sent(Uei.RAISED, alert.lastSeenAt(), severity(alert.severity()), values);
    }

    /** An alert that OpenNMS has, though it is over, and nobody is left who knows why. */
    static InMemoryEvent over(UUID alert, Instant now) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(Uei.ALERT_ID, alert.toString());
        values.put("resolvedBy", Alert.TUNNELWATCH);
        values.put("reason", "it is not open any more");
        return sent(Uei.RESOLVED, now, Severity.NORMAL, values);
    }

    private static SentEvent sent(String uei, Instant at, Severity severity, Map<String, String> values) {
        return SentEvent.of(uei, Date.from(at), severity, values);
    }

    private static void act(String operator, Optional<String> note, Map<String, String> values) {
        values.put("operator", operator);
        note.ifPresent(text -> values.put("note", text));
    }

    private static void describe(Alert alert, Map<String, String> values) {
        values.put("kind", alert.key().kind().name());
        values.put("tunnelwatchSeverity", alert.severity().name());
        alert.key().gateway().ifPresent(text -> values.put("gateway", text));
        alert.key().interfaceName().ifPresent(text -> values.put("interface", text));
        alert.key().peerKey().ifPresent(text -> values.put("peerKey", text));
        alert.peerName().ifPresent(text -> values.put("peerName", text));
        values.put("summary", alert.summary());
        values.put("tags", String.join(",", alert.tags()));
        values.put("occurrences", String.valueOf(alert.occurrences()));
        values.put("raisedAt", alert.raisedAt().toString());
    }

    /** An alarm of NORMAL would be taken for one that is over. */
    private static Severity severity(io.tunnelwatch.alert.Severity severity) {
        return switch (severity) {
            case INFO -> Severity.WARNING;
            case WARNING -> Severity.MINOR;
            case CRITICAL -> Severity.CRITICAL;
        };
    }
}
