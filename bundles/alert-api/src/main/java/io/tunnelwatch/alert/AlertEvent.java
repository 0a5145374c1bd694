package io.tunnelwatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to an alert or a silence. The log holds events and nothing else; every state is a fold of
 * them.
 *
 * <p>An event is written once and never changed. Its {@link #id()} is its identity wherever it travels: who has seen
 * the id has seen the event. New components may be added to a record; a reader ignores the fields it does not know.
 */
public sealed interface AlertEvent {

    /** The event's own id, a time-ordered UUID. */
    UUID id();

    /** When it happened, by the clock of the producer. */
    Instant at();

    /** An event in the life of one alert. */
    sealed interface OfAlert extends AlertEvent {
        /** The alert it belongs to. */
        UUID alertId();
    }

    /** An event in the life of one silence. */
    sealed interface OfSilence extends AlertEvent {
        /** The silence it belongs to. */
        UUID silenceId();
    }

    /** Trouble set in: a new alert. Refused while another alert of the key is open. */
    record Raised(
            UUID id,
            UUID alertId,
            Instant at,
            AlertKey key,
            Severity severity,
            Optional<String> peerName,
            String summary,
            List<String> tags)
            implements OfAlert {
        public Raised {
            tags = List.copyOf(tags);
        }
    }

    /** The same trouble set in again while its alert was open. */
    record Recurred(UUID id, UUID alertId, Instant at, String summary) implements OfAlert {}

    /**
     * The alert's end.
     *
     * @param operator who resolved it; absent when the trouble ended by itself
     * @param reason why, for people: what the probe saw, or the operator's note
     */
    record Resolved(UUID id, UUID alertId, Instant at, Optional<String> operator, String reason) implements OfAlert {}

    /** An operator took the alert on. */
    record Acknowledged(UUID id, UUID alertId, Instant at, String operator, Optional<String> note) implements OfAlert {}

    /** An operator gave the alert back. */
    record Unacknowledged(UUID id, UUID alertId, Instant at, String operator, Optional<String> note)
            implements OfAlert {}

    /** A channel's other side confirmed a notice. */
    record Delivered(UUID id, UUID alertId, Instant at, String channel, Notice notice, Optional<String> recipient)
            implements OfAlert {}

    /**
     * A notice did not arrive.
     *
     * @param permanent whether the channel gave up on it
     */
    record DeliveryFailed(
            UUID id, UUID alertId, Instant at, String channel, Notice notice, String reason, boolean permanent)
            implements OfAlert {}

    /** An operator asked for quiet. */
    record Silenced(UUID id, Instant at, Silence silence) implements OfSilence {
        @Override
        public UUID silenceId() {
            return silence.id();
        }
    }

    /** An operator ended a silence before its time. */
    record Unsilenced(UUID id, UUID silenceId, Instant at, String operator, Optional<String> note)
            implements OfSilence {}
}
