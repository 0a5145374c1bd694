package io.tunnelwatch.commands.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log whose answers a test sets. */
public final class MemoryLog implements AlertLog {

    public final List<Alert> open = new ArrayList<>();
    public final List<Silence> silences = new ArrayList<>();
    public final List<AlertEvent> appended = new ArrayList<>();
    public final List<Alert> pending = new ArrayList<>();
    public final List<LogEntry> entries = new ArrayList<>();
    public final List<Delivery> deliveries = new ArrayList<>();
    public final List<ConsumerStatus> consumers = new ArrayList<>();
    public final List<MissingRange> missing = new ArrayList<>();
    public Optional<AppendError> lastAppendError = Optional.empty();

    public boolean isOpen = true;

    @Override
    public Position append(List<AlertEvent> events) throws AppendRefusedException {
        OpenAlertsFold fold = new OpenAlertsFold(openAlerts());
        Optional<String> objection = fold.objection(events);
        if (objection.isPresent()) {
            throw new StaleStateException(objection.get());
        }
        events.forEach(fold::apply);
        appended.addAll(events);
        open.clear();
        open.addAll(fold.picture().alerts());
        silences.clear();
        silences.addAll(fold.picture().silences());
        return new Position(Samples.EPOCH, appended.size());
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public OpenAlerts openAlerts() {
        return new OpenAlerts(open, silences, deliveries, List.of());
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        return List.copyOf(pending);
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        return entries.stream()
                .filter(entry -> entry.position().sequence() > after.sequence())
                .limit(limit)
                .toList();
    }

    @Override
    public void forget(String consumerId) {
        consumers.removeIf(consumer -> consumer.id().equals(consumerId));
    }

    @Override
    public LogStatus status() {
        return new LogStatus(
                Samples.EPOCH,
                Path.of("/karaf/data/tunnelwatch/log"),
                Samples.EPOCH,
                3_407_872,
                268_435_456,
                2,
                12,
                4711,
                false,
                lastAppendError,
                missing,
                consumers,
                AppendCounts.NONE);
    }
}
