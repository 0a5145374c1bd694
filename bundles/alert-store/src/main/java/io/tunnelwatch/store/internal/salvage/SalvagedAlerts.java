package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.entity.StoredRow;
import io.tunnelwatch.store.internal.entity.UnreadableRowException;
import io.tunnelwatch.store.internal.query.NewTexts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.persistence.EntityManager;

/** Brings in alerts that the history lacks, or has as they were before. Their events must be there already. */
final class SalvagedAlerts implements Taking {

    private static final String SEQUENCES = "select a.id, a.lastSequence from AlertEntity a where a.id in :ids";

    private final Predicate<UUID> openInLog;
    private final Report report;
    private final InstantSource clock;

    SalvagedAlerts(Predicate<UUID> openInLog, Report report, InstantSource clock) {
        this.openInLog = openInLog;
        this.report = report;
        this.clock = clock;
    }

    @Override
    public Set<Long> take(EntityManager entityManager, Iterable<StoredRow> rows) {
        Set<Long> senseless = new HashSet<>();
        Map<String, AlertEntity> readable = new LinkedHashMap<>();
        Map<String, Long> known = sequences(entityManager, rows);
        for (StoredRow row : rows) {
            try {
                if (isNewer(row, known)) {
                    AlertEntity alert = AlertEntity.of(row);
                    readable.put(alert.id(), alert);
                }
            } catch (UnreadableRowException e) {
                if (!known.containsKey(String.valueOf(row.columns().get("id")))) {
                    senseless.add(row.rowid()); // it counts as lost
                }
            }
        }
        new TimeLines(entityManager, openInLog, clock.instant()).finish(readable.values());
        readable.values().stream()
                .filter(alert -> known.containsKey(alert.id()))
                .forEach(entityManager::merge);
        readable.keySet().removeAll(known.keySet());
        readable.values().forEach(entityManager::persist);
        NewTexts.takeIn(entityManager);
        report.brought(entityManager, readable.size());
        return senseless;
    }

    private static boolean isNewer(StoredRow row, Map<String, Long> known) {
        Long sequence = known.get(row.text("id"));
        return sequence == null || row.number("last_sequence") > sequence;
    }

    private static Map<String, Long> sequences(EntityManager entityManager, Iterable<StoredRow> rows) {
        Set<String> ids = new HashSet<>();
        rows.forEach(row -> {
            if (row.columns().get("id") instanceof String id) {
                ids.add(id);
            }
        });
        Map<String, Long> sequences = new HashMap<>();
        if (!ids.isEmpty()) {
            entityManager
                    .createQuery(SEQUENCES, Object[].class)
                    .setParameter("ids", List.copyOf(ids))
                    .getResultList()
                    .forEach(found -> sequences.put((String) found[0], (Long) found[1]));
        }
        return sequences;
    }
}
