package io.tunnelwatch.events.internal;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.KnownAlerts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.event.Event;

/** Hands the events of the log to the event handlers of other bundles, from now on. */
final class EventAdminBridge implements AlertConsumer {

    /** Its {@link #id()}. */
    static final String CONSUMER_ID = "eventadmin";

    private final KnownAlerts alerts;
    private final Consumer<Event> handlers;
    private Optional<Position> taken = Optional.empty();

    /**
     * @param log absent while it is not there
     * @param handlers take an event, and answer at once
     */
    EventAdminBridge(Supplier<Optional<AlertLog>> log, Consumer<Event> handlers) {
        this.alerts = new KnownAlerts(log, CONSUMER_ID);
        this.handlers = handlers;
    }

    @Override
    public String id() {
        return CONSUMER_ID;
    }

    @Override
    public ConsumerPosition position() {
        return taken.<ConsumerPosition>map(ConsumerPosition.After::new).orElseGet(ConsumerPosition.Newest::new);
    }

    @Override
    public void begin(Position head) {
        taken = Optional.of(head);
    }

    @Override
    public void accept(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            handlers.accept(EventMap.of(entry, entry.event().flatMap(alerts::after)));
            taken = Optional.of(entry.position());
        }
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
        alerts.restart(openAlerts);
        taken = Optional.of(gap.resumesAfter());
    }
}
