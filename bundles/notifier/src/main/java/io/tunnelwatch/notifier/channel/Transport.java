package io.tunnelwatch.notifier.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings messages to one other side: a mail server, a URL, a broker. It holds the target's settings and nothing that
 * must outlive it; new settings are a new transport. Only {@link #close} is called from another thread.
 */
@ConsumerType
public interface Transport extends AutoCloseable {

    /** Who reads at the other end. */
    enum Audience {
        /** People: not more than some messages a minute; what is more comes as one message. */
        PEOPLE,
        /** A system: everything, at once, and up to {@link #batch()} notices in a message. */
        SYSTEM
    }

    /** For people: where it goes, {@code noc@example.org by smtp.example.org:587}. Never a secret. */
    String target();

    /**
     * Sends, and returns when the other side has confirmed. Every wait in it is bounded (half a minute is much).
     *
     * @throws DeliveryException it was not confirmed
     * @throws InterruptedException the channel ends
     */
    Receipt send(Message message) throws DeliveryException, InterruptedException;

    /** Who reads at the other end. */
    default Audience audience() {
        return Audience.PEOPLE;
    }

    /** How many notices a message to a system holds at most. */
    default int batch() {
        return 1;
    }

    /** What is wrong or unsafe in its settings although it works, for people; {@code alert:channels} shows it. */
    default List<String> problems() {
        return List.of();
    }

    /** How often {@link #refresh} is wanted; never, when empty. */
    default Optional<Duration> refreshEvery() {
        return Optional.empty();
    }

    /**
     * What was told and still is so: for a side that forgets, or that is told the state and not the change. Called once
     * after the start, then again and again.
     *
     * @param told the notice that stands for each alert that is open and was told here, the oldest first
     * @throws DeliveryException it was not confirmed; it is tried again next time
     */
    default void refresh(List<AlertNotice> told) throws DeliveryException, InterruptedException {}

    /** Ends it; a {@link #send} under way ends soon, with an exception. Called once, from any thread. */
    @Override
    default void close() {}
}
