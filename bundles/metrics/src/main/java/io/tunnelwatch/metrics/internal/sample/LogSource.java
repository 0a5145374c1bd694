package io.tunnelwatch.metrics.internal.sample;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong right now, and how the log is. */
public final class LogSource implements Source {

    private static final List<AlertState> STATES = List.of(AlertState.OPEN, AlertState.ACKNOWLEDGED);

    private final Supplier<Optional<AlertLog>> log;

    /** @param log empty while it is away */
    public LogSource(Supplier<Optional<AlertLog>> log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public boolean sample(Samples samples) {
        Optional<AlertLog> present = log.get();
        present.ifPresent(log -> {
            samples.put(Metric.LOG_OPEN, log.isOpen());
            if (log.isOpen()) { // else nobody knows what is open
                alerts(log.openAlerts(), samples);
            }
            status(log.status(), samples);
        });
        return present.isPresent();
    }

    private static void alerts(OpenAlerts open, Samples samples) {
        Map<List<Object>, Integer> counts = new HashMap<>();
        open.alerts().forEach(alert -> counts.merge(List.of(alert.key().kind(), alert.state()), 1, Integer::sum));
        for (AlertKind kind : AlertKind.values()) {
            for (AlertState state : STATES) {
                samples.put(Metric.ALERTS, counts.getOrDefault(List.of(kind, state), 0), kind.name(), state.name());
            }
        }
    }

    private static void status(LogStatus status, Samples samples) {
        AppendCounts appends = status.appends();
        samples.put(Metric.LOG_APPEND_DURATION, appends.durations());
        samples.put(Metric.LOG_APPENDED_EVENTS, appends.events());
        samples.put(Metric.LOG_APPEND_REFUSALS, appends.stale(), "stale");
        samples.put(Metric.LOG_APPEND_REFUSALS, appends.full(), "full");
        samples.put(Metric.LOG_APPEND_REFUSALS, appends.unavailable(), "unavailable");
        samples.put(Metric.LOG_SIZE, status.bytes());
        samples.put(Metric.LOG_MAX_SIZE, status.maxBytes());
        samples.put(Metric.LOG_SEGMENTS, status.segments());
        samples.put(Metric.LOG_LAST_SEQUENCE, status.lastSequence());
        samples.put(Metric.LOG_RESERVE, status.reserveInUse());
        samples.put(
                Metric.LOG_MISSING_EVENTS,
                status.missing().stream()
                        .mapToLong(range -> range.lastSequence() - range.firstSequence() + 1)
                        .sum());
        status.consumers().forEach(consumer -> {
            samples.put(Metric.LOG_CONSUMER_LAG, consumer.lag(), consumer.id());
            samples.putState(
                    Metric.LOG_CONSUMER_STATE, consumer.state(), LogStatus.ConsumerState.values(), consumer.id());
        });
    }
}
