package io.tunnelwatch.log;

import java.util.UUID;

/**
 * A place in the log: just after the event with this number.
 *
 * @param epoch the opening of the log in which the event was written. Numbers alone would lie after the log's folder
 *     was restored from an older copy: they are then given a second time, in another epoch
 * @param sequence the event's number. Events are numbered from 1, without a hole, through all epochs of a log
 */
public record Position(UUID epoch, long sequence) {

    /** For messages: {@code 41@0199a4b2}. */
    @Override
    public String toString() {
        return sequence + "@" + epoch.toString().substring(0, 8);
    }
}
