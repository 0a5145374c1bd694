package io.tunnelwatch.notifier.internal.ledger;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.notifier.DeadLetter;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Folds the log's events, the channel's own deliveries among them, to what the channel owes. Because the deliveries are
 * in the log, folding it again from any older picture comes to the same: what was told is never owed again.
 *
 * <p>Not safe for threads.
 */
public final class Ledger {

    /** How many dead letters are kept to look at; the alerts' time lines have them all. */
    private static final int MOST_DEAD_LETTERS = 1000;

    private final String channel;
    private final Map<UUID, Tracked> tracked = new LinkedHashMap<>();
    private final Map<String, AlertNotice> owed = new LinkedHashMap<>();
    private final Map<UUID, Silence> silences = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Set<UUID> ahead = new HashSet<>();
    private Rules rules;

    /** Goes on from a picture. */
    public Ledger(Rules rules, LedgerPicture picture) {
        this.rules = rules;
        this.channel = rules.channel().toString();
        picture.tracked().forEach(one -> tracked.put(one.alert().id(), one));
        picture.owed().forEach(notice -> owed.put(notice.key(), notice));
        picture.silences().forEach(silence -> silences.put(silence.id(), silence));
        deadLetters.addAll(picture.deadLetters());
        ahead.addAll(picture.ahead());
    }

    /** From now on these rules hold. What is owed stays owed. */
    public void rules(Rules changed) {
        rules = changed;
    }

    /** Takes a delivery in that came about just now, before the log brings it. */
    public void happened(AlertEvent delivery) {
        fold(delivery);
        ahead.add(delivery.id());
    }

    /** Takes an event in that the log brings. */
    public void apply(AlertEvent event) {
        if (!ahead.remove(event.id())) {
            fold(event);
        }
    }

    private void fold(AlertEvent event) {
        if (event instanceof Raised raised) {
            raise(AlertLifecycle.begin(raised), raised.at());
        } else if (event instanceof Delivered delivered) {
            if (delivered.channel().equals(channel)) {
                deliver(delivered);
            }
        } else if (event instanceof DeliveryFailed failed) {
            if (failed.channel().equals(channel) && failed.permanent()) {
                giveUp(failed);
            }
        } else if (event instanceof OfAlert ofAlert) {
            Tracked before = tracked.get(ofAlert.alertId());
            if (before != null) {
                change(before, ofAlert);
            }
        } else if (event instanceof Silenced silenced) {
            silences.put(silenced.silenceId(), silenced.silence());
        } else if (event instanceof Unsilenced unsilenced) {
            silences.remove(unsilenced.silenceId());
        }
    }

    /**
     * Makes up for events that the channel will never see, from what is open at the head of the log: what is open and
     * was not told is owed, and the end of what was told and is no longer open.
     */
    public void bridge(OpenAlerts open, Instant now) {
        open.silences().forEach(silence -> silences.put(silence.id(), silence));
        for (Alert alert : open.alerts()) {
            if (!tracked.containsKey(alert.id())) {
                raise(alert, now);
                open.deliveries().stream()
                        .filter(delivery -> delivery.alertId().equals(alert.id()))
                        .forEach(this::recall);
            }
        }
        for (Tracked gone : List.copyOf(tracked.values())) {
            if (open.find(gone.alert().id()).isEmpty() && gone.alert().isOpen()) {
                change(
                        gone,
                        new Resolved(
                                gone.alert().id(),
                                gone.alert().id(),
                                now,
                                Optional.empty(),
                                "it ended while the log was not readable"));
            }
        }
    }

    /** Drops the notices of alerts that have ended and of which nobody was told. */
    public void forgetWhatIsOver() {
        owed.values().removeIf(notice -> {
            Tracked one = tracked.get(notice.alert().id());
            return one == null || (!one.told() && !one.alert().isOpen());
        });
        tracked.values().removeIf(one -> !one.told() && !one.alert().isOpen());
    }

    /** What is to be sent now, in order; renotifications that have come due are owed from now on. */
    public List<AlertNotice> due(Instant now) {
        silences.values().removeIf(silence -> !silence.end().isAfter(now));
        owed.values()
                .removeIf(notice ->
                        notice.notice() == Notice.RENOTIFIED && now(notice).state() != AlertState.OPEN);
        tracked.values().stream()
                .filter(one -> rules.renotifies(one, silences.values(), now))
                .map(one -> one.renotification(now))
                .filter(notice -> !isOwed(notice.alert().id()))
                .forEach(notice -> owed.put(notice.key(), notice));
        return owed.values().stream()
                .filter(notice -> !rules.holds(notice, now(notice), silences.values(), now))
                .toList();
    }

    /** How many notices are owed, those that have to wait among them. */
    public int owedCount() {
        return owed.size();
    }

    /** Whether all of these are still owed. */
    public boolean owes(Collection<AlertNotice> notices) {
        return notices.stream().allMatch(notice -> owed.containsKey(notice.key()));
    }

    /** The alerts that were told and are open, the oldest first, each with the notice that stands for it. */
    public List<AlertNotice> toldAndOpen() {
        return tracked.values().stream()
                .filter(one -> one.told() && one.alert().isOpen())
                .map(one -> one.notice(Notice.RAISED, one.alert().raisedAt(), Optional.empty()))
                .toList();
    }

    /** What the channel gave up on, the latest last. */
    public List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** All that must outlive a restart. */
    public LedgerPicture picture() {
        return new LedgerPicture(
                List.copyOf(tracked.values()),
                List.copyOf(owed.values()),
                List.copyOf(silences.values()),
                deadLetters,
                ahead);
    }

    private void raise(Alert alert, Instant at) {
        if (!tracked.containsKey(alert.id()) && rules.concerns(alert)) {
            Tracked begun = Tracked.of(alert);
            tracked.put(alert.id(), begun);
            owe(begun.notice(Notice.RAISED, at, Optional.empty()));
        }
    }

    private void change(Tracked before, OfAlert event) {
        Alert alert = AlertLifecycle.apply(before.alert(), event);
        Tracked after = before.with(alert);
        tracked.put(alert.id(), after);
        if (event instanceof Resolved resolved && before.alert().isOpen()) {
            resolve(before, after, resolved);
        } else if (event instanceof Recurred && after.told() && !isOwed(alert.id()) && rules.tellsRecurrence(alert)) {
            owe(after.renotification(event.at()));
        }
    }

    private void resolve(Tracked before, Tracked after, Resolved event) {
        UUID id = event.alertId();
        AlertNotice raised = after.notice(Notice.RAISED, event.at(), Optional.empty());
        boolean isRaiseOwed = owed.containsKey(raised.key());
        boolean wasHeld = isRaiseOwed && rules.holds(raised, before.alert(), silences.values(), event.at());
        settle(id, Notice.RENOTIFIED);
        boolean momentary = event.at().equals(after.alert().raisedAt()); // one notice says it all
        if (wasHeld || !(isRaiseOwed || after.told())) {
            owed.remove(raised.key());
            tracked.remove(id);
        } else if (momentary) {
            tracked.remove(id);
        } else {
            owe(after.notice(Notice.RESOLVED, event.at(), Optional.of(event.reason())));
        }
    }

    private void deliver(Delivered event) {
        settle(event.alertId(), event.notice());
        deadLetters.removeIf(letter -> letter.alertId().equals(event.alertId()) && letter.notice() == event.notice());
        if (event.notice() == Notice.RESOLVED) {
            tracked.remove(event.alertId());
        } else {
            tracked.computeIfPresent(event.alertId(), (id, one) -> one.delivered(event.notice(), event.at()));
        }
    }

    private void giveUp(DeliveryFailed event) {
        UUID id = event.alertId();
        settle(id, event.notice());
        deadLetters.add(new DeadLetter(id, event.notice(), event.at(), event.reason()));
        while (deadLetters.size() > MOST_DEAD_LETTERS) {
            deadLetters.remove(0);
        }
        Tracked one = tracked.get(id);
        if (event.notice() == Notice.RESOLVED
                || (one != null && !one.told() && !one.alert().isOpen())) {
            Stream.of(Notice.values()).forEach(kind -> settle(id, kind)); // nobody was told of its beginning
            tracked.remove(id);
        } else if (one != null) {
            tracked.put(id, one.gaveUp(event.at()));
        }
    }

    private void recall(Delivery delivery) {
        if (!delivery.channel().equals(channel)) {
            return;
        }
        if (delivery.failure().isEmpty()) {
            settle(delivery.alertId(), delivery.notice());
            tracked.computeIfPresent(delivery.alertId(), (id, one) -> one.delivered(delivery.notice(), delivery.at()));
        } else if (delivery.permanent()) {
            settle(delivery.alertId(), delivery.notice());
        }
    }

    private void settle(UUID alertId, Notice kind) {
        owed.remove(key(alertId, kind));
    }

    private void owe(AlertNotice notice) {
        owed.putIfAbsent(notice.key(), notice);
    }

    private boolean isOwed(UUID alertId) {
        return keysOf(alertId).anyMatch(owed::containsKey);
    }

    /** An alert has at most one notice of each kind at a time, so they are found without a search. */
    private Stream<String> keysOf(UUID alertId) {
        return Stream.of(Notice.values()).map(kind -> key(alertId, kind));
    }

    private String key(UUID alertId, Notice kind) {
        Tracked one = tracked.get(alertId);
        return AlertNotice.key(alertId, kind, one == null ? 1 : one.renotifications() + 1);
    }

    /** The alert as it stands now, for what is decided now. */
    private Alert now(AlertNotice notice) {
        Tracked one = tracked.get(notice.alert().id());
        return one == null ? notice.alert() : one.alert();
    }
}
