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
    /** Keeps what is said together within one frame of the log, whatever gateway there is: some 20 MiB. */
    private static final int MOST_TOGETHER = 50_000;

    private final Map<AlertKey, OperatorResolution> resolvedByOperator = new HashMap<>();
    private final Set<String> peersThatCanEnd = new HashSet<>();
    private final Set<UUID> ended;
    private final List<List<AlertEvent>> events = new ArrayList<>();
    private final Set<AlertKey> sharedLosses = new HashSet<>();
    private boolean together;

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
                resolvedByOperator.put(resolution.key(), resolution);
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

    /** Whether an alert is open, also one whose trouble was seen to end. */
    boolean isOpen(AlertKey key) {
        return open.containsKey(key);
    }

    /** When an operator resolved trouble that has not ended since. */
    Optional<Instant> resolvedByOperator(AlertKey key) {
        return Optional.ofNullable(resolvedByOperator.get(key))
                .filter(resolution -> !ended.contains(resolution.alertId()))
                .map(OperatorResolution::at);
    }

    /** Whether trouble is known, as an alert or as one that an operator resolved, and was not seen to end. */
    boolean goesOn(AlertKey key) {
        Optional<Alert> alert = Optional.ofNullable(open.get(key));
        return alert.isPresent()
                ? !ended.contains(alert.get().id())
                : resolvedByOperator(key).isPresent();
    }

    /**
     * The trouble is there.
     *
     * @return the alert that says so; absent if an operator has resolved that
     */
    Optional<UUID> present(Subject subject, Supplier<String> summary) {
        Optional<Alert> alert = Optional.ofNullable(open.get(subject.key()));
        if (alert.isPresent()) {
            UUID id = alert.get().id();
            if (ended.remove(id)) {
                add(new Recurred(ids.next(), id, now, summary.get()));
            }
            return Optional.of(id);
        }
        if (resolvedByOperator(subject.key()).isPresent()) {
            return Optional.empty();
        }
        UUID id = ids.next();
        add(raised(subject, id, summary.get()));
        return Optional.of(id);
    }

    /** The trouble has ended, or never was. */
    void ended(AlertKey key, Supplier<String> reason) {
        Optional.ofNullable(resolvedByOperator.get(key)).ifPresent(resolution -> ended.add(resolution.alertId()));
        Optional.ofNullable(open.get(key)).ifPresent(alert -> {
            ended.add(alert.id());
            add(new Resolved(ids.next(), alert.id(), now, Optional.empty(), reason.get()));
        });
    }

    /** An outage speaks for the latest loss of this peer, which is then no change of the peer's own. */
    void shareLoss(AlertKey peer) {
        sharedLosses.add(peer);
    }

    /** Another alert speaks for the trouble from now on, whether or not it has ended. */
    void takeIn(AlertKey key, Supplier<String> reason) {
        Optional.ofNullable(open.remove(key))
                .ifPresent(alert -> add(new Resolved(ids.next(), alert.id(), now, Optional.empty(), reason.get())));
    }

    /** What is said by this goes into the log with one append, or not at all. */
    void together(Runnable saying) {
        if (together) {
            saying.run();
            return;
        }
        events.add(new ArrayList<>());
        together = true;
        saying.run();
        together = false;
        events.removeIf(List::isEmpty);
    }

    /** Something happened that lasts no time: it is raised and resolved at once. */
    void happened(Subject subject, String summary, String reason) {
        UUID alert = ids.next();
        events.add(List.of(
                raised(subject, alert, summary), new Resolved(ids.next(), alert, now, Optional.empty(), reason)));
    }

    Decisions decisions() {
        return new Decisions(events, ended, sharedLosses);
    }

    private Raised raised(Subject subject, UUID alert, String summary) {
        return new Raised(
                ids.next(), alert, now, subject.key(), subject.severity(), subject.peerName(), summary, subject.tags());
    }

    private void add(AlertEvent event) {
        List<AlertEvent> last = together ? events.get(events.size() - 1) : List.of();
        if (together && last.size() < MOST_TOGETHER) {
            last.add(event);
        } else {
            events.add(new ArrayList<>(List.of(event)));
        }
    }
}
