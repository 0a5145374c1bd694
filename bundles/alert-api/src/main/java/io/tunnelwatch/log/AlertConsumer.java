package io.tunnelwatch.log;

import io.tunnelwatch.alert.OpenAlerts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somebody who reads the log from a place of its own: the history, a channel of the notifier, a live stream. Register
 * it as an OSGi service of this type (whiteboard); the log finds it, and reads on from where it was when it comes back.
 *
 * <p>Each consumer has a thread of its own, made by the log, on which all methods but {@link #id()} and
 * {@link #mayReturnTo()} are called, never two at once. So a slow consumer delays nobody, and may block; but it must
 * answer an interrupt, which is how the log asks it to leave.
 *
 * <p>Delivery is in order and at least once. An event whose id was seen before is nothing.
 */
@ConsumerType
public interface AlertConsumer {

    /** How many events a batch holds at most, unless the consumer says otherwise. */
    int DEFAULT_BATCH = 500;

    /**
     * The name under which the log knows it, through restarts: {@code alert-store}, {@code channel.email.noc}. Never
     * changes.
     */
    String id();

    /**
     * Where to read on. Asked at each registration and after each failure.
     *
     * @throws PositionUnavailableException the place where the consumer keeps its position can not be read now; it is
     *     asked again with backoff
     */
    ConsumerPosition position() throws PositionUnavailableException;

    /**
     * Called when {@link #position()} asked for the {@linkplain ConsumerPosition.Newest newest}.
     *
     * @param head events behind it will come
     * @throws NotTakenException as for {@link #accept}
     */
    default void begin(Position head) throws NotTakenException {}

    /**
     * Takes events, in order. Returning means "taken": a consumer that keeps its position has stored it with what it
     * did.
     *
     * @param batch at least one, at most {@link #maxBatch()}
     * @throws NotTakenException nothing of the batch counts as taken. It is offered again, with exponential backoff and
     *     jitter, after {@link #position()} was asked. Any other exception means the same
     */
    void accept(List<LogEntry> batch) throws NotTakenException;

    /**
     * The log can not give all events from the consumer's position on: they were retired, damaged, or the position is
     * of another log. {@code accept} goes on behind {@link Gap#resumesAfter()}.
     *
     * @param openAlerts what is open at the head of the log, at {@code asOf}. It holds the effects of all events up to
     *     there, also of those that {@code accept} still brings: who takes it over must not count those twice
     * @param asOf the head of the log at that moment. Who takes them over and keeps its position itself keeps this too,
     *     until it has read up to there ({@link ConsumerPosition.After#openAsOf})
     * @throws NotTakenException as for {@link #accept}
     */
    void gap(Gap gap, OpenAlerts openAlerts, Position asOf) throws NotTakenException;

    /**
     * The oldest position that the consumer may come back to: of a backup that it may have to restore. As long as its
     * {@code maxBytes} allow, the log keeps what lies behind it. Asked from another thread, at any time: answers at
     * once.
     *
     * @return empty when the consumer only goes forward
     * @throws PositionUnavailableException it is not known now: its latest answer counts, also one before a restart
     */
    default Optional<Position> mayReturnTo() throws PositionUnavailableException {
        return Optional.empty();
    }

    /** The longest time between two attempts to deliver. */
    default Duration maxBackoff() {
        return Duration.ofMinutes(1);
    }

    /** How many events {@link #accept} gets at most. */
    default int maxBatch() {
        return DEFAULT_BATCH;
    }
}
