package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.UUID;

/** A log of which only the open alerts are asked. */
final class AlertsInMemory implements AlertLog {

    private final OpenAlertsFold fold = new OpenAlertsFold();
    private final UUID epoch = UUID.randomUUID();
    private long sequence;

    @Override
    public synchronized Position append(List<AlertEvent> events) {
        events.forEach(fold::apply);
        sequence += events.size();
        return new Position(epoch, sequence);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public synchronized OpenAlerts openAlerts() {
        return fold.picture();
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
