package io.tunnelwatch.management.internal;

import io.tunnelwatch.queue.LossyQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notifications without ever waiting: each listener has a bounded queue with a thread of its own. */
class QueuedBroadcaster extends NotificationBroadcasterSupport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedBroadcaster.class);
    private static final int CAPACITY = 1000;

    private final Map<NotificationListener, LossyQueue<Runnable>> queues = new ConcurrentHashMap<>();

    QueuedBroadcaster(MBeanNotificationInfo... info) {
        super(info);
    }

    @Override
    protected final void handleNotification(NotificationListener listener, Notification notification, Object handback) {
        queues.computeIfAbsent(
                        listener,
                        key -> new LossyQueue<>("tunnelwatch-jmx-notifications", CAPACITY, new Runner(listener)))
                .put(() -> listener.handleNotification(notification, handback));
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        super.removeNotificationListener(listener);
        end(listener);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback)
            throws ListenerNotFoundException {
        super.removeNotificationListener(listener, filter, handback);
        end(listener); // where it has another registration, a new queue begins with the next notification
    }

    @Override
    public void close() {
        queues.keySet().forEach(this::end);
    }

    private void end(NotificationListener listener) {
        LossyQueue<Runnable> queue = queues.remove(listener);
        if (queue != null) {
            queue.close();
        }
    }

    private record Runner(NotificationListener listener) implements LossyQueue.Taker<Runnable> {

        @Override
        public void take(Runnable call) {
            call.run();
        }

        @Override
        public void failed(Throwable cause) {
            LOG.warn("The JMX listener {} failed; it gets the next notification", listener.getClass(), cause);
        }

        @Override
        public void losing(long total) {
            LOG.warn(
                    "The JMX listener {} is too slow: the oldest of {} waiting notifications are dropped, {} so far",
                    listener.getClass(),
                    CAPACITY,
                    total);
        }
    }
}
