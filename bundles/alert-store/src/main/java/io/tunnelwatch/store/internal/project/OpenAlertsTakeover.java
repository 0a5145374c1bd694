package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.query.OpenRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;

/**
 * Sets what the history thinks is open to what the log says, when events between the two are missing. Inside a
 * transaction of the caller.
 */
final class OpenAlertsTakeover {

    private static final int IDS_AT_ONCE = 500;

    private final EntityManager entityManager;
    private final Map<String, AlertEntity> rows = new HashMap<>();

    OpenAlertsTakeover(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Takes the log's open alerts over.
     *
     * @param sequence the head of the log: the effects of all events up to there are in {@code open}
     */
    void take(OpenAlerts open, long sequence, Instant now) {
        OpenRows.all(entityManager).forEach(row -> rows.put(row.id(), row));
        load(open.alerts());
        for (Alert alert : open.alerts()) {
            AlertEntity row = rows.remove(alert.id().toString());
            if (row == null) {
                entityManager.persist(new AlertEntity(alert, sequence));
            } else {
                row.set(alert, sequence);
            }
        }
        rows.values().forEach(row -> row.endUnseen(now, sequence));
        new Silences(entityManager).take(open.silences(), sequence, now);
    }

    /** Rows of alerts that the history thinks are over, and the log does not. */
    private void load(List<Alert> alerts) {
        List<String> missing = alerts.stream()
                .map(alert -> alert.id().toString())
                .filter(id -> !rows.containsKey(id))
                .toList();
        for (int from = 0; from < missing.size(); from += IDS_AT_ONCE) {
            entityManager
                    .createQuery("select a from AlertEntity a where a.id in :ids", AlertEntity.class)
                    .setParameter("ids", missing.subList(from, Math.min(from + IDS_AT_ONCE, missing.size())))
                    .getResultList()
                    .forEach(row -> rows.put(row.id(), row));
        }
    }
}
