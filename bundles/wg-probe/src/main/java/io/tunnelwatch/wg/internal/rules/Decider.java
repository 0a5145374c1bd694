package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OperatorResolution;
import io.tunnelwatch.alert.TimeOrderedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Turns "this trouble is there" and "this trouble has ended" into events, by what is open of one gateway: trouble that
 * is open already is nothing, unless it has ended meanwhile; trouble that an operator resolved is nothing until it has
 * ended once.
 */
final class Decider {

    private final TimeOrderedIds ids;
    private final Instant now;
    private final Map<AlertKey, Alert> open = new HashMap<>();
    private final Map<AlertKey, UUID> resolvedByOperator = new HashMap<>();
    private final Set<String> peersThatCanEnd = new HashSet<>();
    private final Set<UUID> ended;
    private final List<List<AlertEvent>> events = new ArrayList<>();

    Decider(String gateway, OpenAlerts picture, Set<UUID> ended, TimeOrderedIds ids, Instant now) {
        this.ids = ids;
        this.now = now;
        this.ended = new HashSet<>(ended);
        for (Alert alert : picture.alerts()) {
            if (alert.key().gateway().filter(gateway::equals).isPresent()) {
                open.put(alert.key(), alert);
            }
        }
        for (OperatorResolution resolution : picture.operatorResolutions()) {
            if (resolution.key().gateway().filter(gateway::equals).isPresent()) {
                resolvedByOperator.put(resolution.key(), resolution.alertId());
            }
        }
        canEnd().forEach(key -> key.peerKey().ifPresent(peersThatCanEnd::add));
    }

    /** Whether trouble is known that a peer with this key has on some interface, and that could end. */
    boolean canEndFor(String publicKey) {
        return peersThatCanEnd.contains(publicKey);
    }

    /** All trouble of the gateway that could end. */
    Set<AlertKey> canEnd() {
        Set<AlertKey> keys = new HashSet<>(open.keySet());
        keys.addAll(resolvedByOperator.keySet());
        return keys;
    }

    /** The trouble is there. */
    void present(Subject subject, Supplier<String> summary) {
        Optional<Alert> alert = Optional.ofNullable(open.get(subject.key()));
        if (alert.isPresent()) {
            UUID id = alert.get().id();
            if (ended.remove(id)) {
                add(new Recurred(ids.next(), id, now, summary.get()));
            }
            return;
        }
        Optional<UUID> resolved = Optional.ofNullable(resolvedByOperator.get(subject.key()));
        if (resolved.isEmpty() || ended.contains(resolved.get())) {
            add(raised(subject, ids.next(), summary.get()));
        }
    }

    /** The trouble has ended, or never was. */
    void ended(AlertKey key, Supplier<String> reason) {
        Optional.ofNullable(resolvedByOperator.get(key)).ifPresent(ended::add);
        Optional.ofNullable(open.get(key)).ifPresent(alert -> {
            ended.add(alert.id());
            add(new Resolved(ids.next(), alert.id(), now, Optional.empty(), reason.get()));
        });
    }

    /** Something happened that lasts no time: it is raised and resolved at once. */
    void happened(Subject subject, String summary, String reason) {
        UUID alert = ids.next();
        events.add(List.of(
                raised(subject, alert, summary), new Resolved(ids.next(), alert, now, Optional.empty(), reason)));
    }

    Decisions decisions() {
        return new Decisions(events, ended);
    }

    private Raised raised(Subject subject, UUID alert, String summary) {
        return new Raised(
                ids.next(), alert, now, subject.key(), subject.severity(), subject.peerName(), summary, subject.tags());
    }

    private void add(AlertEvent event) {
        events.add(List.of(event));
    }
}
