package io.tunnelwatch.load.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes down how far the history is behind the log: nanoseconds of the monotonic clock, the state of its consumer, the
 * lag. Nothing while the log does not tell. It asks no more than that, so that it may ask often.
 */
final class LagRecorder implements Runnable {

    private final Supplier<Optional<AlertLog>> log;
    private final Csv record;

    LagRecorder(Supplier<Optional<AlertLog>> log, Path file) {
        this.log = log;
        this.record = new Csv(file);
    }

    @Override
    public void run() {
        try {
            log.get().filter(AlertLog::isOpen).map(AlertLog::status).ifPresent(status -> status.consumers().stream()
                    .filter(consumer -> consumer.id().equals(AlertHistory.CONSUMER_ID))
                    .forEach(consumer -> record.line(System.nanoTime(), consumer.state(), consumer.lag())));
        } catch (RuntimeException | LinkageError e) { // a service on its way out; or it would never look again
            record.line(System.nanoTime(), "UNKNOWN", -1);
        }
    }
}
