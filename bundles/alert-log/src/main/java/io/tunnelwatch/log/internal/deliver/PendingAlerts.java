package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.internal.file.Segment;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.file.Snapshots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the alerts that a consumer does not know the latest of, by folding what it has not read. */
public final class PendingAlerts {

    /** What is read at most: it bounds the time of a list while a database is away for days. */
    private static final int MAX_EVENTS = 100_000;

    private final SegmentList segments;
    private final LogReader reader;

    public PendingAlerts(SegmentList segments, LogReader reader) {
        this.segments = segments;
        this.reader = reader;
    }

    /**
     * The alerts that events behind this number touched, as they stand now, the latest touched first. Of a lag that is
     * very long only the latest events count.
     */
    public List<Alert> behind(long sequence, int limit) {
        long last = segments.lastSequence();
        if (sequence >= last) {
            return List.of();
        }
        long from = Math.max(sequence, last - MAX_EVENTS);
        Optional<Segment> begin = segments.all().stream()
                .filter(segment -> segment.firstSequence() <= from + 1)
                .reduce((earlier, later) -> later)
                .or(() -> segments.all().stream().findFirst());
        OpenAlerts before = begin.flatMap(Snapshots::read).orElse(OpenAlerts.NONE);
        Touched touched = new Touched(before, from);
        reader.forEach(begin.map(Segment::firstSequence).orElse(1L) - 1, touched::take);
        return touched.latestFirst(limit);
    }

    private static final class Touched {

        private final OpenAlertsFold fold;
        private final long from;
        private final Map<UUID, Alert> alerts = new LinkedHashMap<>();

        Touched(OpenAlerts before, long from) {
            this.fold = new OpenAlertsFold(before);
            this.from = from;
        }

        boolean take(LogEntry entry) {
            entry.event().ifPresent(event -> {
                Optional<Alert> ended = Optional.empty();
                if (event instanceof AlertEvent.Resolved resolved) {
                    ended = fold.find(resolved.alertId()).map(alert -> AlertLifecycle.apply(alert, resolved));
                }
                fold.apply(event);
                if (entry.position().sequence() > from && event instanceof AlertEvent.OfAlert ofAlert) {
                    ended.or(() -> fold.find(ofAlert.alertId())).ifPresent(this::touch);
                }
            });
            return true;
        }

        private void touch(Alert alert) {
            alerts.remove(alert.id());
            alerts.put(alert.id(), alert);
        }

        List<Alert> latestFirst(int limit) {
            List<Alert> list = new ArrayList<>(alerts.values());
            Collections.reverse(list);
            return List.copyOf(list.subList(0, Math.min(limit, list.size())));
        }
    }
}
