package io.tunnelwatch.wg;

import io.tunnelwatch.alert.Alert;
import java.time.Instant;

/**
 * What would have gone into the alert log.
 *
 * @param at the time of the recorded poll
 * @param alert as it would have stood behind this; its id means something within one replay only
 * @param why the summary of what set in, or the reason of the end; it may hold text from outside, so escape it
 */
public record ReplayedEvent(Instant at, Change change, Alert alert, String why) {

    /** What happened to an alert. */
    public enum Change {
        RAISED,
        RECURRED,
        RESOLVED
    }
}
