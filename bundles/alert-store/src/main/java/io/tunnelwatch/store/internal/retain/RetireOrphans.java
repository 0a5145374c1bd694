package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.store.internal.entity.StoredTime;
import io.tunnelwatch.store.internal.query.Sql;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * Takes events and deliveries out that came when their alert had been retired, or whose alert was lost with a gap, once
 * the latest of them is old. Ids of alerts are ordered by time, so only the oldest part of the index is looked at, of
 * which retention has left little.
 */
final class RetireOrphans implements Phase {

    /** From one id to the next, whatever number of events lies between them. OpenJPA calls what begins with WITH. */
    private static final String ALERTS = "SELECT id, EXISTS (SELECT 1 FROM alert a WHERE a.id = o.id),"
            + " (SELECT MAX(at) FROM alert_event e WHERE e.alert_id = o.id) FROM (WITH RECURSIVE of_alert (id) AS ("
            + "SELECT MIN(alert_id) FROM alert_event WHERE alert_id > ? UNION ALL"
            + " SELECT (SELECT MIN(alert_id) FROM alert_event WHERE alert_id > of_alert.id) FROM of_alert"
            + " WHERE of_alert.id < ? LIMIT ?) SELECT id FROM of_alert WHERE id < ?) AS o";

    private static final String DELIVERIES = "DELETE FROM delivery WHERE rowid IN"
            + " (SELECT rowid FROM delivery INDEXED BY delivery_by_alert WHERE alert_id = ? LIMIT ?)";

    private static final String EVENTS = "DELETE FROM alert_event WHERE rowid IN"
            + " (SELECT rowid FROM alert_event INDEXED BY alert_event_by_alert WHERE alert_id = ? LIMIT ?)";

    private final String horizon;
    private final String end;
    private String after = "";

    RetireOrphans(String horizon) {
        this.horizon = horizon;
        this.end = horizon.isEmpty()
                ? ""
                : TimeOrderedIds.before(StoredTime.parse(horizon)).toString();
    }

    @Override
    public Slice next(EntityManager entityManager, int size) {
        List<Object[]> alerts = Sql.of(ALERTS, after, end, size, end).rows(entityManager);
        int left = size;
        long events = 0;
        for (Object[] alert : alerts) {
            String id = (String) alert[0];
            boolean known = ((Number) alert[1]).intValue() != 0;
            if (!known && ((String) alert[2]).compareTo(horizon) < 0) {
                left -= Sql.of(DELIVERIES, id, left).update(entityManager);
                int gone = left > 0 ? Sql.of(EVENTS, id, left).update(entityManager) : 0;
                events += gone;
                left -= gone;
                if (left == 0) {
                    return new Slice(true, Retired.alerts(0, events));
                }
            }
            after = id;
        }
        return new Slice(alerts.size() == size, Retired.alerts(0, events));
    }
}
