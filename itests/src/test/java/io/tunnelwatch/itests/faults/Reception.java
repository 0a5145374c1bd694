package io.tunnelwatch.itests.faults;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message that came to the other side of a channel, whole.
 *
 * @param key of the message
 * @param notices the keys of the notices in it
 * @param nanos when, on the machine's monotonic clock
 * @param heard whether it was confirmed, and whoever sent it has read that; set after it came
 */
record Reception(String key, List<String> notices, long nanos, AtomicBoolean heard) {

    static Reception now(String key, List<String> notices) {
        return new Reception(key, notices, System.nanoTime(), new AtomicBoolean());
    }

    /** Whether whoever sent it knows that it came. */
    boolean isConfirmed() {
        return heard.get();
    }
}
