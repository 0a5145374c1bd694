package io.tunnelwatch.events.internal;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.KnownAlerts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.queue.LossyQueue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.event.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of the log to EventAdmin, from now on. It takes them from the log at once, whatever the handlers do:
 * what they are too slow for waits in a bounded queue, and is lost beyond that. Each event is sent when the handlers of
 * the one before have returned, so nothing piles up inside EventAdmin.
 */
final class EventAdminBridge implements AlertConsumer, AutoCloseable {

    /** Its {@link #id()}. */
    static final String CONSUMER_ID = "eventadmin";

    private static final Logger LOG = LoggerFactory.getLogger(EventAdminBridge.class);

    private final KnownAlerts alerts;
    private final LossyQueue<Event> queue;
    private Optional<Position> taken = Optional.empty();

    /**
     * @param log absent while it is not there
     * @param capacity how many events wait at most
     * @param send gives an event to all handlers, and returns behind them
     */
    EventAdminBridge(Supplier<Optional<AlertLog>> log, int capacity, Consumer<Event> send) {
        this.alerts = new KnownAlerts(log, CONSUMER_ID);
        this.queue = new LossyQueue<>("tunnelwatch-eventadmin", capacity, new LossyQueue.Taker<>() {
            @Override
            public void take(Event event) {
                send.accept(event);
            }

            @Override
            public void failed(Throwable cause) {
                LOG.warn("EventAdmin did not take an event; it goes on with the next one", cause);
            }

            @Override
            public void losing(long total) {
                LOG.warn(
                        "The event handlers of other bundles are too slow for the alerts: the oldest of {} waiting events"
                                + " are dropped, {} so far. Who must have all registers an AlertListener",
                        capacity,
                        total);
            }
        });
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
            queue.put(EventMap.of(entry, entry.event().flatMap(alerts::after)));
            taken = Optional.of(entry.position());
        }
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
        alerts.restart(openAlerts);
        taken = Optional.of(gap.resumesAfter());
    }

    /** How many events were dropped because handlers were too slow. */
    long lost() {
        return queue.lost();
    }

    @Override
    public void close() {
        queue.close();
    }
}
