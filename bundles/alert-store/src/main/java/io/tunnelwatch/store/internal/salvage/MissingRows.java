package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import io.tunnelwatch.store.internal.entity.UnreadableRowException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;

/**
 * Brings in rows whose key the history does not have. What it has is right: it comes from the log or from a verified
 * backup.
 *
 * @param keyColumn the table's key
 * @param keys asks the history for its keys
 * @param conversion makes the row anew, or throws {@link UnreadableRowException}
 */
record MissingRows(String keyColumn, KnownKeys keys, Conversion conversion) implements Taking {

    @Override
    public Set<Long> take(EntityManager entityManager, Iterable<StoredRow> rows) {
        Set<Long> senseless = new HashSet<>();
        Map<String, StoredRow> byKey = new LinkedHashMap<>();
        for (StoredRow row : rows) {
            Object key = row.columns().get(keyColumn);
            if (!(key instanceof String text) || byKey.putIfAbsent(text, row) != null) {
                senseless.add(row.rowid());
            }
        }
        byKey.keySet().removeAll(keys.among(entityManager, byKey.keySet()));
        for (StoredRow row : byKey.values()) {
            try {
                entityManager.persist(conversion.of(row));
            } catch (UnreadableRowException e) {
                senseless.add(row.rowid()); // it counts as lost
            }
        }
        return senseless;
    }

    /** Makes a row anew. */
    @FunctionalInterface
    interface Conversion {

        /**
         * The row as an entity.
         *
         * @throws UnreadableRowException it makes no sense
         */
        Object of(StoredRow row);
    }
}
