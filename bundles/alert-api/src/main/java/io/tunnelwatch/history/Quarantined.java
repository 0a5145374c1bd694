package io.tunnelwatch.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A database file that was put away: damaged, or replaced on request. It is never deleted by the store.
 *
 * @param file where it lies now, absolute
 * @param at when it was put there
 * @param cause why
 * @param salvaged whether its rows are brought over as far as backup and log lack them
 * @param outcome what came of that; empty as long as it goes on, or when nothing is brought over
 * @param trouble why the latest attempt to bring its rows over failed; it is tried again. Empty when none did
 */
public record Quarantined(
        Path file, Instant at, String cause, boolean salvaged, Optional<Outcome> outcome, Optional<String> trouble) {

    /** A file with which there is no trouble. */
    public Quarantined(Path file, Instant at, String cause, boolean salvaged, Optional<Outcome> outcome) {
        this(file, at, cause, salvaged, outcome, Optional.empty());
    }

    /**
     * What the history got back from the file beyond its backup and the log, and what is lost. Everything that is not
     * counted as lost is in the history.
     *
     * @param salvagedAlerts alerts that only this file had
     * @param lostAlerts at most so many alerts are lost: rows that can not be read and that neither the backup nor the
     *     log has
     * @param lostEvents at most so many events of time lines are lost
     * @param lostFrom the earliest time at which a lost alert can have been raised; empty when there is no bound, or no
     *     loss
     * @param lostTo the latest such time
     * @param note what makes the numbers uncertain, for people
     */
    public record Outcome(
            long salvagedAlerts,
            long lostAlerts,
            long lostEvents,
            Optional<Instant> lostFrom,
            Optional<Instant> lostTo,
            Optional<String> note) {

        /** What came of it when the numbers are certain. */
        public Outcome(
                long salvagedAlerts,
                long lostAlerts,
                long lostEvents,
                Optional<Instant> lostFrom,
                Optional<Instant> lostTo) {
            this(salvagedAlerts, lostAlerts, lostEvents, lostFrom, lostTo, Optional.empty());
        }

        /** Whether the history is whole again. */
        public boolean isWhole() {
            return lostAlerts == 0 && lostEvents == 0;
        }
    }
}
