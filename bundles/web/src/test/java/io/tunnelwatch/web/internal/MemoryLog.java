package io.tunnelwatch.web.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A log in memory, which folds as the real one does. */
public final class MemoryLog implements AlertLog {

    public final List<LogEntry> entries = new ArrayList<>();
    public volatile boolean isOpen = true;
    public volatile boolean historyIsBehind;
    public final AtomicInteger reads = new AtomicInteger();
    /** What becomes of an append, where it is not taken. */
    public volatile Optional<AppendRefusedException> refusal = Optional.empty();

    public volatile Optional<LogStatus> status = Optional.empty();

    private OpenAlertsFold fold = new OpenAlertsFold();

    /** Begins with these alerts open. */
    public synchronized void open(Alert... alerts) {
        fold = new OpenAlertsFold(new OpenAlerts(List.of(alerts), List.of(), List.of(), List.of()));
    }

    @Override
    public synchronized Position append(List<AlertEvent> events) throws AppendRefusedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        Optional<String> objection = fold.objection(events);
        if (objection.isPresent()) {
            throw new StaleStateException(objection.get());
        }
        for (AlertEvent event : events) {
            fold.apply(event);
            entries.add(new LogEntry.Known(position(entries.size() + 1), EventJson.write(event), event));
        }
        return position(entries.size());
    }

    public static Position position(long sequence) {
        return new Position(Samples.EPOCH, sequence);
    }

    /** The latest event. */
    public synchronized AlertEvent last() {
        return entries.get(entries.size() - 1).event().orElseThrow();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public synchronized OpenAlerts openAlerts() {
        return fold.picture();
    }

    @Override
    public synchronized List<Alert> notYetTakenBy(String consumerId, int limit) {
        return historyIsBehind ? fold.picture().alerts() : List.of();
    }

    @Override
    public synchronized List<LogEntry> read(Position after, int limit) {
        reads.incrementAndGet();
        // as the real one: of a position that it does not know, from the oldest event on
        long known = after.epoch().equals(Samples.EPOCH) ? after.sequence() : 0;
        return entries.stream()
                .filter(entry -> entry.position().sequence() > known)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized LogStatus status() {
        return status.orElseGet(() -> new LogStatus(
                Samples.EPOCH,
                Path.of("/karaf/data/tunnelwatch/log"),
                Samples.EPOCH,
                3_407_872,
                268_435_456,
                2,
                1,
                entries.size(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                AppendCounts.NONE));
    }
}
