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
        long first = status.map(LogStatus::firstSequence).orElse(1L);
        long last = status.map(LogStatus::lastSequence).orElse(0L);
        long from = restored.map(Position::sequence).orElse(0L);
        long missing = Math.max(0, first - 1 - from);
        return new SalvagePlan(
                damaged,
                last,
                missing,
                missing == 0 ? Optional.empty() : restoredAt,
                missing == 0 ? Optional.empty() : oldest());
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
