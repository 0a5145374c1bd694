package io.tunnelwatch.itests.day;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log, and a ledger of what it accepted: in a file, for a list in memory would grow with the day. */
final class AcceptedLog implements AlertLog, AutoCloseable {

    private final AlertLog log;
    private final Writer ledger;
    private long accepted;

    AcceptedLog(AlertLog log, Path ledger) throws IOException {
        this.log = log;
        this.ledger = Files.newBufferedWriter(ledger);
    }

    @Override
    public Position append(List<AlertEvent> events) throws AppendRefusedException {
        Position position = log.append(events);
        note(events);
        return position;
    }

    private synchronized void note(List<AlertEvent> events) {
        try {
            for (AlertEvent event : events) {
                ledger.write(event.id() + "\t" + event.getClass().getSimpleName() + "\n");
            }
            ledger.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepted += events.size();
    }

    synchronized long accepted() {
        return accepted;
    }

    @Override
    public boolean isOpen() {
        return log.isOpen();
    }

    @Override
    public OpenAlerts openAlerts() {
        return log.openAlerts();
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        return log.notYetTakenBy(consumerId, limit);
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        return log.read(after, limit);
    }

    @Override
    public LogStatus status() {
        return log.status();
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
