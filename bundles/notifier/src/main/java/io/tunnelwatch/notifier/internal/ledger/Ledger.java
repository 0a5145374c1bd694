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
import java.time.Duration;
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

/**
 * Folds the log's events, the channel's own deliveries among them, to what the channel owes. Because the deliveries are
 * in the log, folding it again from any older picture comes to the same: what was told is never owed again.
 *
 * <p>Not safe for threads.
 */
public final class Ledger {

    /** How many dead letters are kept to look at; the alerts' time lines have them all. */
    private static final int MOST_DEAD_LETTERS = 1000;

    /** A silence that is over for good is kept for so long: the clock may be set back, or old events be read again. */
    private static final Duration SILENCES_KEPT = Duration.ofDays(1);

    private final String channel;
    private final Map<UUID, Tracked> tracked = new LinkedHashMap<>();
    private final Owed owed = new Owed();
    private final Map<UUID, Silence> silences = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Set<UUID> ahead = new HashSet<>();
    private Rules rules;

    /** Goes on from a picture. */
    public Ledger(Rules rules, LedgerPicture picture) {
        this.rules = rules;
        this.channel = rules.channel().toString();
        picture.tracked().forEach(one -> tracked.put(one.alert().id(), one));
        picture.owed().forEach(owed::add);
        owed.trying(picture.tried());
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

    /**
     * Makes up for events that the channel will never see, from what is open at the head of the log: what is open and
     * was not told is owed, and the end of what was told and is no longer open.
     */
    public void bridge(OpenAlerts open, Instant now) {
        silences.clear();
        open.silences().forEach(silence -> silences.put(silence.id(), silence));
        for (Alert alert : open.alerts()) {
            if (tracked.containsKey(alert.id())) {
                tracked.computeIfPresent(alert.id(), (id, one) -> one.with(alert));
            } else {
                raise(alert, now);
                open.deliveries().stream()
                        .filter(delivery -> delivery.alertId().equals(alert.id()))
                        .forEach(this::recall);
            }
        }
        for (Tracked gone : List.copyOf(tracked.values())) {
            UUID id = gone.alert().id();
            if (open.find(id).isEmpty() && gone.alert().isOpen()) {
                String reason = "it ended while the log was not readable";
                change(gone, new Resolved(id, id, now, Optional.empty(), reason));
            }
        }
    }

    /** The log begins anew with events that the channel may have read: none of them is known beforehand. */
    public void forgetWhatIsAhead() {
        ahead.clear();
    }

    /**
     * Drops the notices of alerts that have ended and of which nobody was told.
     *
     * @param spared keys of notices that stay in any case
     */
    public void forgetWhatIsOver(Set<String> spared) {
        owed.removeIf(notice -> {
            Tracked one = tracked.get(notice.alert().id());
            boolean over = one == null || (!one.told() && !one.alert().isOpen());
            return over && !spared.contains(notice.key());
        });
        tracked.values()
                .removeIf(one -> !one.told()
                        && !one.alert().isOpen()
                        && !owed.anyOf(one.alert().id(), one.renotifications() + 1));
    }

    /** Renotifications that have come due are owed from now on; those of what somebody took on meanwhile are not. */
    public void lookAtTheClock(Instant now) {
        silences.values().removeIf(silence -> silence.isOver(now.minus(SILENCES_KEPT)));
        owed.removeIf(
                notice -> notice.notice() == Notice.RENOTIFIED && now(notice).state() != AlertState.OPEN);
        for (Tracked one : tracked.values()) {
            if (rules.renotifies(one, silences.values(), now)
                    && !isOwed(one.alert().id())) {
                owed.add(one.renotification(now));
            }
        }
    }

    /** What is to be sent now, in order. */
    public List<AlertNotice> due(Instant now) {
        return owed.all().stream()
                .filter(notice -> !rules.holds(notice, now(notice), silences.values(), now))
                .toList();
    }

    /** They are about to be sent: from now on the other side may have them. */
    public void trying(Collection<AlertNotice> notices) {
        owed.trying(notices.stream().map(AlertNotice::key).toList());
    }

    /** The keys of all that is owed, what has to wait among it. */
    public Set<String> owedKeys() {
        Set<String> keys = new HashSet<>();
        owed.all().forEach(notice -> keys.add(notice.key()));
        return keys;
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
                owed.all(),
                List.copyOf(silences.values()),
                deadLetters,
                owed.tried(),
                ahead);
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

    private void raise(Alert alert, Instant at) {
        if (!tracked.containsKey(alert.id()) && rules.concerns(alert)) {
            Tracked begun = Tracked.of(alert);
            tracked.put(alert.id(), begun);
            owed.add(begun.notice(Notice.RAISED, at, Optional.empty()));
        }
    }

    private void change(Tracked before, OfAlert event) {
        Tracked after = before.with(AlertLifecycle.apply(before.alert(), event));
        tracked.put(event.alertId(), after);
        if (event instanceof Resolved resolved && before.alert().isOpen()) {
            resolve(before, after, resolved);
        } else if (event instanceof Recurred && rules.tellsRecurrence(after.alert())) {
            recur(after, event.at());
        }
    }

    /** While another notice of the alert is owed, this one waits for its end. */
    private void recur(Tracked one, Instant at) {
        if (isOwed(one.alert().id())) {
            tracked.put(one.alert().id(), one.recurring());
        } else if (one.told()) {
            owed.add(one.renotification(at));
        }
    }

    private void resolve(Tracked before, Tracked after, Resolved event) {
        UUID id = event.alertId();
        AlertNotice raised = after.notice(Notice.RAISED, event.at(), Optional.empty());
        boolean momentary = event.at().equals(after.alert().raisedAt()); // one notice says it all
        boolean isRaiseOwed = owed.contains(raised.key());
        boolean nobodyNeedKnow = isRaiseOwed
                && !owed.wasTried(raised.key())
                && (momentary
                        ? rules.suppresses(raised, before.alert(), silences.values(), event.at())
                        : rules.holds(raised, before.alert(), silences.values(), event.at()));
        owed.settle(id, Notice.RENOTIFIED, after.renotifications() + 1);
        if (nobodyNeedKnow || !(isRaiseOwed || after.told())) {
            owed.settle(id, after.renotifications() + 1);
            tracked.remove(id);
        } else if (momentary) {
            tracked.remove(id);
        } else {
            owed.add(after.notice(Notice.RESOLVED, event.at(), Optional.of(event.reason())));
        }
    }

    private void deliver(Delivered event) {
        UUID id = event.alertId();
        deadLetters.removeIf(letter -> letter.alertId().equals(id) && letter.notice() == event.notice());
        if (event.notice() == Notice.RESOLVED) {
            owed.settle(id, nextRenotification(id)); // an operator may have had it sent before its beginning
            tracked.remove(id);
            return;
        }
        owed.settle(id, event.notice(), nextRenotification(id));
        Tracked before = tracked.get(id);
        if (before != null) {
            Tracked after = before.delivered(event.notice(), event.at());
            tracked.put(id, after);
            if (before.recurred() && after.alert().state() == AlertState.OPEN) {
                owed.add(after.renotification(event.at()));
            }
        }
    }

    private void giveUp(DeliveryFailed event) {
        UUID id = event.alertId();
        DeadLetter letter = new DeadLetter(id, event.notice(), event.at(), event.reason());
        if (!deadLetters.contains(letter)) {
            deadLetters.add(letter);
        }
        while (deadLetters.size() > MOST_DEAD_LETTERS) {
            deadLetters.remove(0);
        }
        owed.settle(id, event.notice(), nextRenotification(id));
        Tracked one = tracked.get(id);
        if (event.notice() == Notice.RESOLVED
                || (one != null && !one.told() && !one.alert().isOpen())) {
            owed.settle(id, nextRenotification(id)); // nobody was told of its beginning
            tracked.remove(id);
        } else if (one != null) {
            tracked.put(id, one.gaveUp(event.at()));
        }
    }

    /** Of a notice that some recipients refused, the log remembers the refusal alone: others may have it. */
    private void recall(Delivery delivery) {
        if (delivery.channel().equals(channel) && (delivery.failure().isEmpty() || delivery.permanent())) {
            UUID id = delivery.alertId();
            owed.settle(id, delivery.notice(), nextRenotification(id));
            tracked.computeIfPresent(id, (key, one) -> one.delivered(delivery.notice(), delivery.at()));
        }
    }

    private boolean isOwed(UUID alertId) {
        return owed.anyOf(alertId, nextRenotification(alertId));
    }

    private int nextRenotification(UUID alertId) {
        Tracked one = tracked.get(alertId);
        return one == null ? 1 : one.renotifications() + 1;
    }

    /** The alert as it stands now, for what is decided now. */
    private Alert now(AlertNotice notice) {
        Tracked one = tracked.get(notice.alert().id());
        return one == null ? notice.alert() : one.alert();
    }
}
