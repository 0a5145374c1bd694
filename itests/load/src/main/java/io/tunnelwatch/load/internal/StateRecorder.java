package io.tunnelwatch.load.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes down how store and log are: nanoseconds of the monotonic clock, the store's health or {@code ABSENT}, the
 * history's lag or -1, the log's last event or -1, threads of the load at work, events that wait, the database's
 * address, its latest fault as {@code STATE@TIME}.
 */
final class StateRecorder implements Runnable {

    private static final long UNKNOWN = -1;

    private final Supplier<Optional<AlertLog>> log;
    private final Supplier<Optional<AlertHistory>> history;
    private final Load load;
    private final Csv record;

    StateRecorder(Supplier<Optional<AlertLog>> log, Supplier<Optional<AlertHistory>> history, Load load, Path file) {
        this.log = log;
        this.history = history;
        this.load = load;
        this.record = new Csv(file);
    }

    @Override
    public void run() {
        try {
            long waiting = load.waiting();
            int atWork = load.atWork();
            Optional<LogStatus> status = log.get().filter(AlertLog::isOpen).map(AlertLog::status);
            Optional<AlertHistory> store = history.get();
            long now = System.nanoTime();
            record.line(
                    now,
                    store.map(present -> present.health().state().name()).orElse("ABSENT"),
                    status.flatMap(StateRecorder::lag).orElse(UNKNOWN),
                    status.map(LogStatus::lastSequence).orElse(UNKNOWN),
                    atWork,
                    waiting,
                    store.flatMap(present -> present.status().url()).orElse(""),
                    store.flatMap(present -> present.status().lastFault())
                            .map(fault -> fault.state() + "@" + fault.at())
                            .orElse(""));
        } catch (RuntimeException | LinkageError e) { // a service on its way out; or it would never look again
            record.line(System.nanoTime(), "ABSENT", UNKNOWN, UNKNOWN, load.atWork(), load.waiting(), "", "");
        }
    }

    private static Optional<Long> lag(LogStatus status) {
        return status.consumers().stream()
                .filter(consumer -> consumer.id().equals(AlertHistory.CONSUMER_ID))
                .map(ConsumerStatus::lag)
                .findFirst();
    }
}
