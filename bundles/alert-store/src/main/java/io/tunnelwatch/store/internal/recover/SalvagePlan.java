package io.tunnelwatch.store.internal.recover;

import java.time.Instant;
import java.util.Optional;

/**
 * That the rows of a file that was put away are wanted, once the history has read the log as far as it reached then.
 *
 * @param damaged whether the file is damaged; else it was replaced on request
 * @param afterSequence the head of the log when the file was put away
 * @param missingEvents how many events neither the backup nor the log had: more can not be lost. Empty when that is not
 *     known
 * @param missingFrom the earliest time of those
 * @param missingTo the latest time of those
 */
record SalvagePlan(
        boolean damaged,
        long afterSequence,
        Optional<Long> missingEvents,
        Optional<Instant> missingFrom,
        Optional<Instant> missingTo) {

    /** For who only counts. */
    long mostLost() {
        return missingEvents.orElse(Long.MAX_VALUE);
    }
}
