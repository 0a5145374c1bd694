package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.ReplayedEvent.Change;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The alert log of a replay. It keeps what is open, tells what it is given, and writes nothing; there is nothing in it
 * to be read. For one thread.
 */
final class ReplayLog implements AlertLog {

    private final Consumer<ReplayedEvent> events;
    private final OpenAlertsFold fold = new OpenAlertsFold();
    private final UUID epoch = new UUID(0, 0);
    private long appended;

    ReplayLog(Consumer<ReplayedEvent> events) {
        this.events = events;
    }

    @Override
    public Position append(List<AlertEvent> batch) throws StaleStateException {
        Optional<String> objection = fold.objection(batch);
        if (objection.isPresent()) {
            throw new StaleStateException(objection.get());
        }
        for (AlertEvent event : batch) {
            if (event instanceof OfAlert ofAlert) {
                take(ofAlert);
            }
        }
        appended += batch.size();
        return new Position(epoch, appended);
    }

    private void take(OfAlert event) {
        Optional<Alert> before = fold.find(event.alertId());
        fold.apply(event);
        Optional<Alert> after =
                before.map(alert -> AlertLifecycle.apply(alert, event)).or(() -> fold.find(event.alertId()));
        after.flatMap(alert -> told(event, alert)).ifPresent(events);
    }

    private static Optional<ReplayedEvent> told(OfAlert event, Alert alert) {
        if (event instanceof Raised raised) {
            return Optional.of(new ReplayedEvent(raised.at(), Change.RAISED, alert, raised.summary()));
        }
        if (event instanceof Recurred recurred) {
            return Optional.of(new ReplayedEvent(recurred.at(), Change.RECURRED, alert, recurred.summary()));
        }
        if (event instanceof Resolved resolved) {
            return Optional.of(new ReplayedEvent(resolved.at(), Change.RESOLVED, alert, resolved.reason()));
        }
        return Optional.empty();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public OpenAlerts openAlerts() {
        return fold.picture();
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        return List.of();
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        return List.of();
    }

    @Override
    public LogStatus status() {
        throw new UnsupportedOperationException("the log of a replay has no files");
    }
}
