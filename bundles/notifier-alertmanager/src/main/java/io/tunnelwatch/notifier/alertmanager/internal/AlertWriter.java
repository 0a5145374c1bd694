package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Plain;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Says a notice as the Alertmanager wants to have it. To it an alert is its labels, so they are what never changes from
 * the raise to the end: what it is about, and the severity, name and tags of the raise. The alert's id is none of them,
 * or alerts could be neither grouped nor silenced beyond one.
 *
 * @param summary of a message with one notice
 * @param text of a message with one notice
 */
record AlertWriter(AlertmanagerSettings settings, Function<Message, String> summary, Function<Message, String> text) {

    /** The names of our labels. */
    static final List<String> LABELS =
            List.of("alertname", "severity", "gateway", "interface", "peer", "peer_key", "tags");

    /**
     * They are over as soon as they are raised, and the Alertmanager tells nobody of what is over before it would have
     * told of it: so they are left open, and end by themselves.
     */
    private static final Set<AlertKind> FACTS = Set.of(AlertKind.PEER_ADDED, AlertKind.PEER_REMOVED);

    private static final int LONGEST_LABEL = 1000;

    /** @param now from which on it is open for some time, if it is */
    PostedAlert write(AlertNotice notice, Message.Occasion occasion, Instant now) {
        Alert alert = notice.alert();
        return new PostedAlert(
                labels(alert, occasion),
                annotations(notice, new Message(List.of(notice), occasion)),
                alert.raisedAt(),
                end(notice, now),
                settings.generatorUrl());
    }

    private Map<String, String> labels(Alert alert, Message.Occasion occasion) {
        Map<String, String> labels = new TreeMap<>(settings.labels());
        // the alert of a test is none, and must not be taken for the one whose kind it has
        String kind = alert.key().kind().name();
        labels.put("alertname", occasion == Message.Occasion.TEST ? "TEST" : kind);
        labels.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        put(labels, "gateway", alert.key().gateway());
        put(labels, "interface", alert.key().interfaceName());
        put(labels, "peer", alert.peerName());
        put(labels, "peer_key", alert.key().peerKey());
        put(labels, "tags", Optional.of(String.join(",", alert.tags())));
        return labels;
    }

    private Map<String, String> annotations(AlertNotice notice, Message message) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", summary.apply(message));
        annotations.put("description", text.apply(message));
        annotations.put("tunnelwatch_id", notice.alert().id().toString());
        put(annotations, "reason", notice.reason());
        return annotations;
    }

    /** Never before the start, which the Alertmanager refuses: clocks are set back. */
    private Instant end(AlertNotice notice, Instant now) {
        Alert alert = notice.alert();
        boolean over = notice.notice() == Notice.RESOLVED
                && !FACTS.contains(alert.key().kind());
        Instant end = over ? alert.resolvedAt().orElse(notice.at()) : now.plus(settings.openFor());
        return end.isBefore(alert.raisedAt()) ? alert.raisedAt() : end;
    }

    /** To the Alertmanager an empty label is one that is not there. */
    private static void put(Map<String, String> texts, String name, Optional<String> value) {
        value.map(text -> Plain.line(text, LONGEST_LABEL).strip())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> texts.put(name, text));
    }
}
