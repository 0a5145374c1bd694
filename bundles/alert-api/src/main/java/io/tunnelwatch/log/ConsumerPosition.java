package io.tunnelwatch.log;

import java.util.Optional;

/** Where a consumer wants to read on. */
public sealed interface ConsumerPosition {

    /**
     * The consumer keeps its position itself: read on behind this event.
     *
     * @param openAsOf the head of the log of which a {@linkplain AlertConsumer#gap gap} told what is open, as long as
     *     it lies ahead of the position. A log that does not have it lost that part, and what was open there is no
     *     longer true: the consumer gets another gap
     */
    record After(Position position, Optional<Position> openAsOf) implements ConsumerPosition {

        public After {
            openAsOf = openAsOf.filter(asOf -> asOf.sequence() > position.sequence());
        }

        /** Behind an event up to which the consumer knows the log, and no further. */
        public After(Position position) {
            this(position, Optional.empty());
        }

        /** Behind a gap. */
        public After(Gap gap, Position asOf) {
            this(gap.resumesAfter(), Optional.of(asOf));
        }

        /** The same consumer, when it has taken more. */
        public After movedTo(Position further) {
            return new After(further, openAsOf);
        }
    }

    /** The consumer keeps its position itself and has none yet: read from the oldest event. */
    record Oldest() implements ConsumerPosition {}

    /**
     * The consumer keeps its position itself, has none yet, and wants what comes from now on: the log says where that
     * is ({@link AlertConsumer#begin}).
     */
    record Newest() implements ConsumerPosition {}

    /**
     * The log keeps the position, and advances it when {@code accept} returns.
     *
     * @param fromOldest where to begin the first time: with the oldest event, or with the next one
     */
    record KeptByLog(boolean fromOldest) implements ConsumerPosition {}
}
