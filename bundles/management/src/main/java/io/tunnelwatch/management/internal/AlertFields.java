package io.tunnelwatch.management.internal;

import io.tunnelwatch.alert.Alert;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert in a notification: texts by the names of the JSON, in a map that every client knows. */
final class AlertFields {

    private AlertFields() {}

    /** What is absent is left out; tags have commas between. */
    static HashMap<String, String> of(Alert alert) {
        AlertView view = new AlertView(alert);
        HashMap<String, String> fields = new LinkedHashMap<>();
        put(fields, "id", view.getId());
        put(fields, "kind", view.getKind());
        put(fields, "severity", view.getSeverity());
        put(fields, "state", view.getState());
        put(fields, "gateway", view.getGateway());
        put(fields, "interface", view.getInterface());
        put(fields, "peerKey", view.getPeerKey());
        put(fields, "peerName", view.getPeerName());
        put(fields, "summary", view.getSummary());
        put(fields, "tags", String.join(",", alert.tags()));
        put(fields, "occurrences", Integer.toString(view.getOccurrences()));
        put(fields, "raisedAt", view.getRaisedAt());
        put(fields, "lastSeenAt", view.getLastSeenAt());
        put(fields, "acknowledgedAt", view.getAcknowledgedAt());
        put(fields, "acknowledgedBy", view.getAcknowledgedBy());
        put(fields, "resolvedAt", view.getResolvedAt());
        put(fields, "resolvedBy", view.getResolvedBy());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
