package io.tunnelwatch.log;

/** Where a consumer wants to read on. */
public sealed interface ConsumerPosition {

    /** The consumer keeps its position itself: read on behind this event. */
    record After(Position position) implements ConsumerPosition {}

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
