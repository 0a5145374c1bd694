package io.tunnelwatch.events.internal;

import io.tunnelwatch.queue.LossyQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event handler of another bundle, with a bounded queue and a thread of its own: it is told one event after the
 * other, and delays nobody but itself. Beyond the queue its oldest events are dropped.
 */
final class HandlerQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerQueue.class);

    private final LossyQueue<Event> queue;
    private volatile Subscription subscription;

    /**
     * @param owner what people call the handler: its bundle
     * @param capacity how many events wait at most
     * @param handler asked for with the first event, in the thread of the queue; absent when it is gone
     */
    HandlerQueue(String owner, Subscription subscription, int capacity, Supplier<@Nullable EventHandler> handler) {
        this.subscription = subscription;
        this.queue = new LossyQueue<>("tunnelwatch-events-" + owner, capacity, new Delivery(owner, capacity, handler));
    }

    /** Other service properties hold from the next event on. */
    void become(Subscription changed) {
        this.subscription = changed;
    }

    /** Takes an event if it is wanted; answers at once. */
    void offer(Event event) {
        if (subscription.wants(event)) {
            queue.put(event);
        }
    }

    /** How many events were dropped because the handler was too slow. */
    long lost() {
        return queue.lost();
    }

    /** Interrupts the handler if it is at work, and waits 5 s at most for it. */
    @Override
    public void close() {
        queue.close();
    }

    private static final class Delivery implements LossyQueue.Taker<Event> {

        private final String owner;
        private final int capacity;
        private final Supplier<@Nullable EventHandler> source;
        private @Nullable EventHandler handler;
        private boolean failing;

        Delivery(String owner, int capacity, Supplier<@Nullable EventHandler> source) {
            this.owner = owner;
            this.capacity = capacity;
            this.source = source;
        }

        @Override
        public void take(Event event) {
            EventHandler present = handler == null ? source.get() : handler;
            if (present != null) {
                handler = present;
                Thread thread = Thread.currentThread();
                ClassLoader before = thread.getContextClassLoader();
                thread.setContextClassLoader(present.getClass().getClassLoader());
                try {
                    present.handleEvent(event);
                } finally {
                    thread.setContextClassLoader(before);
                }
                failing = false;
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (!failing) {
                LOG.warn(
                        "An event handler of the bundle {} failed; it gets the next event. What it throws until one"
                                + " succeeds is not logged",
                        owner,
                        cause);
            }
            failing = true;
        }

        @Override
        public void losing(long total) {
            LOG.warn(
                    "An event handler of the bundle {} is too slow for the alerts: the oldest of its {} waiting events"
                            + " are dropped, {} so far. Who must have all registers an AlertListener",
                    owner,
                    capacity,
                    total);
        }
    }
}
