package io.tunnelwatch.history;

import java.util.Map;

/**
 * What the store has done since its bundle started.
 *
 * @param committed transactions that were committed, of readers and the writer
 * @param failed transactions that were rolled back, or for which there was no connection
 * @param retries how often something was tried again that had failed: a batch of the log, a question
 * @param faults how often the database came into a state that is not {@code AVAILABLE}, by that state
 * @param recoveries how often it came back to {@code AVAILABLE} after a fault, by the state out of which it came; the
 *     first opening is none
 */
public record StoreCounts(
        long committed,
        long failed,
        long retries,
        Map<StoreHealth.State, Long> faults,
        Map<StoreHealth.State, Long> recoveries) {

    /** Nothing happened yet. */
    public static final StoreCounts NONE = new StoreCounts(0, 0, 0, Map.of(), Map.of());

    public StoreCounts {
        faults = Map.copyOf(faults);
        recoveries = Map.copyOf(recoveries);
    }
}
