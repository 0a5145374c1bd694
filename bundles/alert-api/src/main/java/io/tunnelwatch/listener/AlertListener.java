package io.tunnelwatch.listener;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.NotTakenException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets every event of the alert log, in order and without loss. Register it as an OSGi service of this type
 * (whiteboard) with the property {@value #ID}; the bundle {@code events} finds it.
 *
 * <p>The log remembers under that id what the listener has taken, also while the listener is away and through restarts:
 * it goes on there when it comes back. What it missed is kept as long as the {@code maxBytes} of the log allow. For a
 * listener that will not come back call {@code AlertLog.forget("listener." + ID)}, or {@code forget} of the MBean
 * {@code io.tunnelwatch:type=Log}: as long as it is remembered, the log keeps events for it.
 *
 * <p>Each listener has a thread of its own, on which both methods are called, never two at once. So it may be slow and
 * may block, and delays nobody; but it must answer an interrupt, which is how it is asked to leave.
 *
 * <p>Delivery is at least once: after a crash the events of about the last second come again, and one that was under
 * way. Events of a type that this version does not know are left out.
 */
@ConsumerType
public interface AlertListener {

    /**
     * Service property, a {@code String}, required: the name under which the log remembers the listener. 1 to 64
     * letters, digits, dots, dashes and underscores; unique, and never changes.
     */
    String ID = "tunnelwatch.listener.id";

    /**
     * Service property, a {@code Boolean}, optional: where a listener begins that the log does not know. True: with the
     * oldest event that is there; false, the default: with the next one.
     */
    String FROM_OLDEST = "tunnelwatch.listener.fromOldest";

    /** What stands before the id in the name of the listener's consumer, as {@code alert:log} shows it. */
    String CONSUMER_PREFIX = "listener.";

    /**
     * Takes an event. Returning means "taken": it is not brought again.
     *
     * @throws NotTakenException it is brought again, with exponential backoff and jitter, a minute at most; what comes
     *     behind it waits. Any other exception means the same
     * @throws InterruptedException the thread was interrupted: the listener is asked to leave. The event is brought
     *     again when it is back
     */
    void onNews(AlertNews news) throws NotTakenException, InterruptedException;

    /**
     * Some events are gone before the listener read them: the log reached its {@code maxBytes}, lost them, or is
     * another one. It goes on behind them.
     *
     * @param openAlerts what is open now, with the effects of all events, also of those that are still to come
     * @throws NotTakenException as {@link #onNews}
     * @throws InterruptedException as {@link #onNews}
     */
    default void onGap(Gap gap, OpenAlerts openAlerts) throws NotTakenException, InterruptedException {}
}
