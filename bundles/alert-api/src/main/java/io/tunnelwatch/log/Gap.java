package io.tunnelwatch.log;

/**
 * Events that a consumer will never get.
 *
 * @param firstSequence the first missing number; 0 when it can not be told ({@link Reason#UNKNOWN_EPOCH})
 * @param lastSequence the last missing number; 0 when it can not be told
 * @param resumesAfter the log goes on behind this position
 */
public record Gap(Reason reason, long firstSequence, long lastSequence, Position resumesAfter) {

    /** Why events are missing. */
    public enum Reason {
        /** They were retired before the consumer read them, because {@code maxBytes} was reached. */
        RETIRED,
        /** Their frames are damaged. */
        DAMAGED,
        /**
         * The consumer's position was never in this log, or in a part that was lost: everything is replayed from the
         * oldest event.
         */
        UNKNOWN_EPOCH
    }
}
