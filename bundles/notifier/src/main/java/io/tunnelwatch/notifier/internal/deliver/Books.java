package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.notifier.DeadLetter;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.internal.ledger.Ledger;
import io.tunnelwatch.notifier.internal.ledger.LedgerPicture;
import io.tunnelwatch.notifier.internal.ledger.Rules;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The channel's ledger, and what belongs to it: where it is in the log, which deliveries are not recorded there yet,
 * how the channel fares. Safe for the two threads that need it: one brings events, the other sends.
 */
final class Books {

    private Rules rules;
    private Ledger ledger;
    private Optional<ConsumerPosition.After> place = Optional.empty();
    private final Set<AlertEvent> unrecorded = new LinkedHashSet<>();
    private Fortune fortune = Fortune.UNTRIED;
    private Optional<Set<String>> spared = Optional.empty();
    private boolean changed;

    /** Empty ones, which are nowhere in the log. */
    Books(Rules rules) {
        this.rules = rules;
        this.ledger = new Ledger(rules, LedgerPicture.NONE);
    }

    /** Goes on from what was on disk. */
    synchronized void load(BooksState state) {
        place = Optional.of(new ConsumerPosition.After(state.position(), state.openAsOf()));
        ledger = new Ledger(rules, state.ledger());
        fortune = state.fortune();
        unrecorded.clear();
        state.unrecorded().stream()
                .flatMap(json -> EventJson.read(state.position(), json).event().stream())
                .forEach(unrecorded::add);
    }

    /** Where events are to be read on; empty when there were none yet. */
    synchronized Optional<ConsumerPosition.After> place() {
        return place;
    }

    /** Begins with what comes behind this position. */
    synchronized void begin(Position head) {
        moveTo(new ConsumerPosition.After(head));
    }

    synchronized void rules(Rules newRules) {
        rules = newRules;
        ledger.rules(newRules);
    }

    synchronized void take(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            entry.event().ifPresent(event -> {
                unrecorded.remove(event); // a kill came between its append and the note of that
                ledger.apply(event);
            });
        }
        Position last = batch.get(batch.size() - 1).position();
        moveTo(place.map(before -> before.movedTo(last)).orElseGet(() -> new ConsumerPosition.After(last)));
    }

    /** Makes up for what the log can not give. */
    synchronized void bridge(Gap gap, OpenAlerts open, Position asOf, Instant now) {
        ledger.bridge(open, now);
        moveTo(new ConsumerPosition.After(gap, asOf));
    }

    /** Old events come again: what is owed until now stays so, whatever they are. */
    synchronized void beginReplay() {
        if (spared.isEmpty()) { // else a replay was broken off, and what it brought was not owed before
            spared = Optional.of(ledger.owedKeys());
        }
        ledger.forgetWhatIsAhead();
    }

    /** After a replay: what is over and was not told by then is of no use to anybody. */
    synchronized void forgetWhatIsOver() {
        ledger.forgetWhatIsOver(spared.orElse(Set.of()));
        spared = Optional.empty();
        changed = true;
    }

    /** What is to be sent now, in order; only looks. */
    synchronized List<AlertNotice> due(Instant now) {
        return ledger.due(now);
    }

    /** The same, with renotifications that have come due. */
    synchronized List<AlertNotice> takeDue(Instant now) {
        ledger.lookAtTheClock(now);
        return ledger.due(now);
    }

    /** They are about to be sent: from now on the other side may have them. */
    synchronized void trying(Collection<AlertNotice> notices) {
        ledger.trying(notices);
        changed = true;
    }

    synchronized int owedCount() {
        return ledger.owedKeys().size();
    }

    synchronized List<AlertNotice> toldAndOpen() {
        return ledger.toldAndOpen();
    }

    synchronized List<DeadLetter> deadLetters() {
        return ledger.deadLetters();
    }

    /** Deliveries that came about: they count from now on, and are to be recorded in the log. */
    synchronized void happened(List<? extends AlertEvent> deliveries) {
        deliveries.forEach(ledger::happened);
        unrecorded.addAll(deliveries);
        changed = true;
    }

    /** Deliveries that the log does not have yet, the oldest first. */
    synchronized List<AlertEvent> unrecorded(int limit) {
        return unrecorded.stream().limit(limit).toList();
    }

    synchronized void recorded(List<AlertEvent> events) {
        events.forEach(unrecorded::remove);
        changed = true;
    }

    synchronized Fortune fortune() {
        return fortune;
    }

    synchronized void delivered(Instant now) {
        fortune = fortune.delivered(now);
        changed = true;
    }

    /** The other side answers again. */
    synchronized void recovered() {
        fortune = fortune.recovered();
        changed = true;
    }

    synchronized void failed(Instant now, String why) {
        fortune = fortune.failed(now, why);
        changed = true;
    }

    /** What is to be written down, if anything changed since this was asked last. */
    synchronized Optional<BooksState> takeChanges() {
        if (!changed || place.isEmpty()) {
            return Optional.empty();
        }
        changed = false;
        List<String> events = unrecorded.stream().map(EventJson::write).toList();
        ConsumerPosition.After here = place.get();
        return Optional.of(new BooksState(here.position(), here.openAsOf(), ledger.picture(), events, fortune));
    }

    /** It could not be written down: ask again. */
    synchronized void notWritten() {
        changed = true;
    }

    private void moveTo(ConsumerPosition.After here) {
        place = Optional.of(here);
        changed = true;
    }
}
