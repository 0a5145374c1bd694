package io.tunnelwatch.web.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.web.internal.api.Services;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.Optional;

/** Services that a test sets. */
public final class MemoryServices implements Services {

    public final MemoryLog memoryLog = new MemoryLog();
    public final MemoryHistory memoryHistory = new MemoryHistory();
    public volatile Optional<AlertLog> log = Optional.of(memoryLog);
    public volatile Optional<AlertHistory> history = Optional.of(memoryHistory);
    public volatile Optional<WireGuardProbe> probe = Optional.empty();
    public volatile Optional<Notifier> notifier = Optional.empty();

    @Override
    public Optional<AlertLog> log() {
        return log;
    }

    @Override
    public Optional<AlertHistory> history() {
        return history;
    }

    @Override
    public Optional<WireGuardProbe> probe() {
        return probe;
    }

    @Override
    public Optional<Notifier> notifier() {
        return notifier;
    }
}
