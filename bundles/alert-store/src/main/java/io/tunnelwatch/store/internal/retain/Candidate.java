package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.store.internal.query.Place;
import io.tunnelwatch.store.internal.query.Sql;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;

/**
 * An alert that is looked at.
 *
 * @param row its rowid, which holds within the transaction
 * @param text its number in the full-text table; empty as long as that does not know it
 * @param endedAt when it ended; when it was last seen, if that is not known
 */
record Candidate(long row, Place place, Optional<Long> text, String state, String endedAt) {

    private static final String AFTER = "SELECT rowid, raised_at, id, text_id, state,"
            + " COALESCE(resolved_at, last_seen_at) FROM alert INDEXED BY alert_by_time"
            + " WHERE (raised_at, id) > (?, ?) AND (raised_at, id) < (?, ?) ORDER BY raised_at, id LIMIT ?";

    /** The next alerts in the order of their raising, between two places, both exclusive. */
    static List<Candidate> between(EntityManager entityManager, Place after, Place end, int limit) {
        return Sql.of(AFTER, after.raisedAt(), after.id(), end.raisedAt(), end.id(), limit).rows(entityManager).stream()
                .map(Candidate::of)
                .toList();
    }

    private static Candidate of(Object[] row) {
        return new Candidate(
                ((Number) row[0]).longValue(),
                new Place((String) row[1], (String) row[2]),
                Optional.ofNullable((Number) row[3]).map(Number::longValue),
                (String) row[4],
                (String) row[5]);
    }

    boolean isResolved() {
        return state.equals(AlertState.RESOLVED.name());
    }
}
