package io.tunnelwatch.wg.internal.testing;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An alert log in memory, with the checks of the real one. */
public final class FoldedLog implements AlertLog {

    private final UUID epoch = UUID.randomUUID();
    private final OpenAlertsFold fold = new OpenAlertsFold();
    private final List<AlertEvent> events = new ArrayList<>();
    private final List<List<AlertEvent>> appended = new ArrayList<>();
    private boolean full;
    private Runnable beforeNextAppend = () -> {};

    @Override
    public synchronized Position append(List<AlertEvent> batch) throws AppendRefusedException {
        Runnable first = beforeNextAppend;
        beforeNextAppend = () -> {};
        first.run();
        if (full) {
            throw new AlertLogFullException(Path.of("log"), 4096, new java.io.IOException("No space left on device"));
        }
        Optional<String> objection = fold.objection(batch);
        if (objection.isPresent()) {
            throw new StaleStateException(objection.get());
        }
        batch.forEach(fold::apply);
        events.addAll(batch);
        appended.add(List.copyOf(batch));
        return new Position(epoch, events.size());
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public synchronized OpenAlerts openAlerts() {
        return fold.picture();
    }

    public synchronized void full(boolean isFull) {
        full = isFull;
    }

    /** Somebody else is first. */
    public synchronized void beforeNextAppend(Runnable action) {
        beforeNextAppend = action;
    }

    /** An operator resolves the alert. */
    public synchronized void resolveByOperator(UUID alert, Instant at) {
        AlertEvent event = new Resolved(UUID.randomUUID(), alert, at, Optional.of("ada"), "known");
        fold.apply(event);
        events.add(event);
    }

    public synchronized List<AlertEvent> events() {
        return List.copyOf(events);
    }

    public synchronized List<Integer> appends() {
        return appended.stream().map(List::size).toList();
    }

    /** What the latest append brought. */
    public synchronized List<AlertEvent> lastAppend() {
        return appended.get(appended.size() - 1);
    }

    public synchronized List<Alert> open(AlertKind kind) {
        return fold.picture().alerts().stream()
                .filter(alert -> alert.key().kind() == kind)
                .toList();
    }

    public synchronized List<Raised> raised(AlertKind kind) {
        return of(Raised.class).stream()
                .filter(raised -> raised.key().kind() == kind)
                .toList();
    }

    public synchronized List<Recurred> recurred() {
        return of(Recurred.class);
    }

    /** Why the alerts of a kind were resolved, in order. */
    public synchronized List<String> endsOf(AlertKind kind) {
        List<UUID> ids = raised(kind).stream().map(OfAlert::alertId).toList();
        return of(Resolved.class).stream()
                .filter(resolved -> ids.contains(resolved.alertId()))
                .map(Resolved::reason)
                .toList();
    }

    private <E extends AlertEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LogStatus status() {
        throw new UnsupportedOperationException();
    }
}
