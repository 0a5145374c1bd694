package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** How far back the log reaches, and how far it goes. */
public final class LogReach {

    private static final Position BEFORE_ALL = new Position(new UUID(0, 0), 0);

    private final Supplier<Optional<AlertLog>> log;

    public LogReach(Supplier<Optional<AlertLog>> log) {
        this.log = log;
    }

    /** What is needed to bring a file's rows over that was put away now. */
    SalvagePlan plan(boolean damaged, Optional<Position> restored, Optional<Instant> restoredAt) {
        Optional<LogStatus> status = log.get().map(AlertLog::status);
        long last = status.map(LogStatus::lastSequence).orElse(0L);
        Optional<Long> missing = status.flatMap(present -> missing(present, restored));
        boolean none = missing.equals(Optional.of(0L));
        return new SalvagePlan(
                damaged, last, missing, none ? Optional.empty() : restoredAt, none ? Optional.empty() : oldest());
    }

    /**
     * How many events lie between what was restored and the oldest of the log. Numbers tell it only if they go on from
     * there: not if the log was begun anew or restored meanwhile, or has holes. Where nothing was restored, nobody
     * knows whether this log is the first one.
     */
    private Optional<Long> missing(LogStatus status, Optional<Position> restored) {
        return restored.filter(position -> goesOnBehind(position, status))
                .filter(position -> status.missing().isEmpty())
                .map(position -> Math.max(0, status.firstSequence() - 1 - position.sequence()));
    }

    /** A log that does not know a position answers with its oldest event. */
    private boolean goesOnBehind(Position position, LogStatus status) {
        List<LogEntry> next =
                log.get().map(present -> present.read(position, 1)).orElse(List.of());
        return next.isEmpty()
                ? position.sequence() == status.lastSequence()
                : next.get(0).position().sequence() > position.sequence();
    }

    /** Whether the history has read the log as far as it went then; also when the log is shorter now. */
    boolean isReached(SalvagePlan plan, Optional<Position> taken) {
        long last = log.get().map(AlertLog::status).map(LogStatus::lastSequence).orElse(Long.MAX_VALUE);
        return taken.map(Position::sequence).orElse(0L) >= Math.min(plan.afterSequence(), last);
    }

    /** Whether the log says that this alert is open; empty when the log is not here to be asked. */
    Optional<Boolean> isOpen(UUID alertId) {
        return log.get().map(present -> present.openAlerts().find(alertId).isPresent());
    }

    private Optional<Instant> oldest() {
        List<LogEntry> entries =
                log.get().map(present -> present.read(BEFORE_ALL, 1)).orElse(List.of());
        return entries.stream()
                .flatMap(entry -> entry.event().stream())
                .map(event -> event.at())
                .findFirst();
    }
}
