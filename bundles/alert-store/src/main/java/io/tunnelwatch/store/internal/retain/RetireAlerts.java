package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.store.internal.query.Place;
import io.tunnelwatch.store.internal.query.Sql;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * Takes alerts out, the oldest first, with their time lines, deliveries and texts. An alert goes after its events: who
 * is interrupted leaves no event of an alert that is not there, at most an alert whose time line is shorter.
 */
final class RetireAlerts implements Phase {

    /** Alerts that stay take microseconds each. */
    private static final int LOOK_AT = 256;

    /** Rows of time lines for an alert: one that has more of them goes in several slices. */
    private static final int ROWS_PER_ALERT = 8;

    private static final String ROWS_OF = " WHERE rowid IN (SELECT r.rowid FROM json_each(?) n"
            + " CROSS JOIN alert a ON a.rowid = n.value CROSS JOIN ";

    private static final String DELIVERIES =
            "DELETE FROM delivery" + ROWS_OF + "delivery r INDEXED BY delivery_by_alert ON r.alert_id = a.id LIMIT ?)";

    private static final String EVENTS = "DELETE FROM alert_event" + ROWS_OF
            + "alert_event r INDEXED BY alert_event_by_alert ON r.alert_id = a.id LIMIT ?)";

    private static final String ALERTS = "DELETE FROM alert WHERE rowid IN (SELECT value FROM json_each(?))";

    private final Bounds bounds;
    private Place after = Place.BEGINNING;

    RetireAlerts(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public Slice next(EntityManager entityManager, int size) {
        int lookAt = Math.max(size, LOOK_AT);
        List<Candidate> seen = Candidate.between(entityManager, after, bounds.end(), lookAt);
        List<Candidate> going = seen.stream().filter(bounds::retire).limit(size).toList();
        Retired retired = Retired.NOTHING;
        if (!going.isEmpty()) {
            int rows = size * ROWS_PER_ALERT;
            String alerts = Sql.numbers(going.stream().map(Candidate::row).toList());
            int deliveries = Sql.of(DELIVERIES, alerts, rows).update(entityManager);
            int events = Sql.of(EVENTS, alerts, rows).update(entityManager);
            if (deliveries == rows || events == rows) {
                return new Slice(true, Retired.alerts(0, events)); // there may be more of them
            }
            retired = Retired.alerts(Sql.of(ALERTS, alerts).update(entityManager), events);
            Texts.remove(
                    entityManager,
                    going.stream().flatMap(alert -> alert.text().stream()).toList());
        }
        boolean full = going.size() == size;
        List<Candidate> done = full ? going : seen;
        if (!done.isEmpty()) {
            after = done.get(done.size() - 1).place();
        }
        return new Slice(full || seen.size() == lookAt, retired);
    }
}
