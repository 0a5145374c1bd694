package io.tunnelwatch.log;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.OpenAlerts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A consumer that hears what happens from now on: it begins with the next event, goes on after the latest one that it
 * heard while it is registered, and remembers nothing beyond that. Let the log {@link AlertLog#forget} it when it is
 * gone.
 */
public final class LiveConsumer implements AlertConsumer {

    /** Hears events in the thread that the log has for the consumer, in order. Answers at once. */
    @FunctionalInterface
    public interface Hearer {

        /**
         * Hears one.
         *
         * @param alert that it is about, as it stands behind it, if it is about one that is known
         */
        void hear(LogEntry entry, Optional<Alert> alert);
    }

    private final String id;
    private final KnownAlerts alerts;
    private final Hearer hearer;
    private Optional<ConsumerPosition.After> heard = Optional.empty();

    /**
     * @param id of the consumer
     * @param log absent while it is not there
     */
    public LiveConsumer(String id, Supplier<Optional<AlertLog>> log, Hearer hearer) {
        this.id = id;
        this.alerts = new KnownAlerts(log, id);
        this.hearer = hearer;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ConsumerPosition position() {
        return heard.<ConsumerPosition>map(Function.identity()).orElseGet(ConsumerPosition.Newest::new);
    }

    @Override
    public void begin(Position head) {
        heard = Optional.of(new ConsumerPosition.After(head));
    }

    @Override
    public void accept(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            hearer.hear(entry, entry.event().flatMap(alerts::after));
            heard = heard.map(place -> place.movedTo(entry.position()));
        }
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
        alerts.restart(openAlerts);
        heard = Optional.of(new ConsumerPosition.After(gap, asOf));
    }
}
