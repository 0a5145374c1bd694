package io.tunnelwatch.store.internal.imports;

import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.entity.AlertEntity.Origin;
import io.tunnelwatch.store.internal.entity.DeliveryEntity;
import io.tunnelwatch.store.internal.query.NewTexts;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** Some rows, inside a transaction of the caller. */
record ImportBatch(List<ImportedRow> rows) {

    private static final String ALERTS = "select a.id from AlertEntity a where a.id in :ids";
    private static final String DELIVERIES = "select d.eventId from DeliveryEntity d where d.eventId in :ids";

    ImportBatch {
        rows = List.copyOf(rows);
    }

    /** How many the history lacks. */
    long countMissing(EntityManager entityManager) {
        return missing(entityManager).size();
    }

    /**
     * Brings in those that the history lacks.
     *
     * @return how many they were
     */
    long bring(EntityManager entityManager, Function<ImportedRow, Origin> origin) {
        List<ImportedRow> missing = missing(entityManager);
        // damage may have taken the alert, and left the delivery
        Set<String> delivered = known(
                entityManager,
                DELIVERIES,
                missing.stream().map(ImportedRow::deliveryId).toList());
        for (ImportedRow row : missing) {
            entityManager.persist(new AlertEntity(row.alert(), origin.apply(row)));
            if (row.delivery().isPresent()
                    && !delivered.contains(row.deliveryId().toString())) {
                entityManager.persist(
                        new DeliveryEntity(row.deliveryId(), row.delivery().get()));
            }
        }
        NewTexts.takeIn(entityManager);
        return missing.size();
    }

    private List<ImportedRow> missing(EntityManager entityManager) {
        Set<String> known = known(
                entityManager,
                ALERTS,
                rows.stream().map(row -> row.alert().id()).toList());
        return rows.stream()
                .filter(row -> known.add(row.alert().id().toString())) // nor twice, should a file have a row twice
                .toList();
    }

    private static Set<String> known(EntityManager entityManager, String query, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(entityManager
                .createQuery(query, String.class)
                .setParameter("ids", ids.stream().map(UUID::toString).toList())
                .getResultList());
    }
}
