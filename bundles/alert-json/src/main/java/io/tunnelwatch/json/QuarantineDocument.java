package io.tunnelwatch.json;

import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import java.time.Instant;
import java.util.Optional;

/** A database file that was put away, as JSON: the names are part of the contract. */
public record QuarantineDocument(
        String file,
        Instant at,
        String cause,
        Optional<Long> salvagedAlerts,
        Optional<Long> lostAlerts,
        Optional<Long> lostEvents,
        Optional<Instant> lostFrom,
        Optional<Instant> lostTo,
        Optional<String> note,
        Optional<String> trouble) {

    /** Of what the service says. */
    public static QuarantineDocument of(Quarantined quarantined) {
        Optional<Outcome> outcome = quarantined.outcome();
        return new QuarantineDocument(
                quarantined.file().toString(),
                quarantined.at(),
                quarantined.cause(),
                outcome.map(Outcome::salvagedAlerts),
                outcome.map(Outcome::lostAlerts),
                outcome.map(Outcome::lostEvents),
                outcome.flatMap(Outcome::lostFrom),
                outcome.flatMap(Outcome::lostTo),
                outcome.flatMap(Outcome::note),
                quarantined.trouble());
    }
}
