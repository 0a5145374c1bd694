package io.tunnelwatch.log;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one durable log between those who produce alert events and those who use them. Implemented by the bundle
 * {@code alert-log}; everybody else calls it. All methods are safe for any number of threads.
 *
 * <p>Nothing here waits for a database, and nothing is delivered to an {@link AlertConsumer} that is not on disk.
 */
@ProviderType
public interface AlertLog {

    /**
     * Writes events, all or none, in this order and with no others between them. Returns when they are on disk (after
     * {@code FileChannel.force}): what was accepted survives {@code kill -9} and a loss of power. Callers that wait at
     * the same time share one write and one force.
     *
     * <p>The events are checked against {@link #openAlerts()} in the section that numbers them, so two producers can
     * not both raise the same trouble.
     *
     * @param events at least one
     * @return the position of the last of them
     * @throws StaleStateException the events no longer fit what is open; nothing was written. Look at
     *     {@link #openAlerts()} and decide again
     * @throws AlertLogFullException the disk is full, the reserve too; nothing was written. Keep the events, bounded
     *     and in order, and offer them first next time
     * @throws AlertLogUnavailableException the log can not be written now (it is closing, or its file system fails).
     *     Whether the events reached the disk is not known; when they did, offering them again is answered by a
     *     {@code StaleStateException} or, for deliveries, they are known by their ids
     */
    Position append(List<AlertEvent> events) throws AppendRefusedException;

    /**
     * Whether the log's folder could be opened. While it could not, nobody knows what is open: {@link #openAlerts()} is
     * empty, appends are refused, and the opening is tried again. {@link #status()} says why.
     */
    boolean isOpen();

    /** What is wrong right now. Never touches a disk or a database; takes constant time while nothing changes. */
    OpenAlerts openAlerts();

    /**
     * The alerts that events touched which a consumer has not yet taken, as they stand now (open or resolved), the
     * latest touched first. Returns at once when the consumer is up to date; else it reads the log from the consumer's
     * position on. When the log never saw the consumer, all its events count.
     *
     * @param consumerId an {@link AlertConsumer#id()}
     * @param limit how many at most
     */
    List<Alert> notYetTakenBy(String consumerId, int limit);

    /**
     * The events behind a position, in order.
     *
     * @param after read on from here; a position that the log does not know is answered from the oldest event on
     * @param limit how many at most
     */
    List<LogEntry> read(Position after, int limit);

    /**
     * A consumer is gone for good: its position is forgotten, and the log keeps no events for it any longer. Call it
     * after the consumer was unregistered; one that is here is not forgotten. While the log is not open it is done when
     * it opens.
     *
     * @param consumerId an {@link AlertConsumer#id()}
     */
    default void forget(String consumerId) {}

    /** Size, consumers and troubles of the log, for people and metrics. Never touches a disk. */
    LogStatus status();
}
