package io.tunnelwatch.store.internal.salvage;

import java.time.Instant;
import java.util.Optional;

/**
 * What is lost.
 *
 * @param from the earliest time at which a lost alert can have been raised
 * @param note what makes the numbers uncertain, for people
 */
record Loss(long alerts, long events, Optional<Instant> from, Optional<Instant> to, Optional<String> note) {

    /** The same, or less: no more than so many can be lost. */
    Loss atMost(long mostAlerts, long mostEvents) {
        if (mostAlerts == 0 && mostEvents == 0) {
            return new Loss(0, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new Loss(Math.min(alerts, mostAlerts), Math.min(events, mostEvents), from, to, note);
    }
}
