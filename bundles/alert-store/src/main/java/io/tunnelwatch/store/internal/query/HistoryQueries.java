package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.entity.AlertEventEntity;
import io.tunnelwatch.store.internal.entity.DeliveryEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;

/** The questions, each within a transaction of the caller. */
public final class HistoryQueries {

    /** Sorts behind every character of an id. */
    private static final String BEHIND_HEX = "g";

    private static final List<String> PRAGMAS =
            List.of("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "auto_vacuum");

    /** Those that SQLite answers by a number (<a href="https://www.sqlite.org/pragma.html">pragmas</a>). */
    private static final Map<String, List<String>> NAMES = Map.of(
            "synchronous", List.of("OFF", "NORMAL", "FULL", "EXTRA"),
            "auto_vacuum", List.of("NONE", "FULL", "INCREMENTAL"));

    private HistoryQueries() {}

    /** What {@code alert:store} shows of the database. */
    public record Details(int schemaVersion, Map<String, String> pragmas, long freeBytes) {}

    public static Optional<Alert> find(EntityManager entityManager, UUID id) {
        return Optional.ofNullable(entityManager.find(AlertEntity.class, id.toString()))
                .map(AlertEntity::alert);
    }

    public static List<Alert> findByIdPrefix(EntityManager entityManager, String prefix, int limit) {
        return entityManager
                .createQuery(
                        "select a from AlertEntity a where a.id >= :from and a.id < :to order by a.id desc",
                        AlertEntity.class)
                .setParameter("from", prefix)
                .setParameter("to", prefix + BEHIND_HEX)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(AlertEntity::alert)
                .toList();
    }

    public static List<LogEntry> timeline(EntityManager entityManager, UUID alertId, int limit) {
        return entityManager
                .createQuery(
                        "select e from AlertEventEntity e where e.alertId = :alert order by e.at, e.id",
                        AlertEventEntity.class)
                .setParameter("alert", alertId.toString())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> EventJson.read(row.position(), row.json()))
                .toList();
    }

    public static List<Delivery> deliveries(EntityManager entityManager, UUID alertId) {
        return entityManager
                .createQuery(
                        "select d from DeliveryEntity d where d.alertId = :alert order by d.at, d.eventId",
                        DeliveryEntity.class)
                .setParameter("alert", alertId.toString())
                .getResultList()
                .stream()
                .map(DeliveryEntity::delivery)
                .toList();
    }

    /** Reads a little of the database: fails when it is not well. */
    public static Details details(EntityManager entityManager) {
        Map<String, String> pragmas = new LinkedHashMap<>();
        for (String pragma : PRAGMAS) {
            pragmas.put(pragma, single(entityManager, "SELECT * FROM pragma_" + pragma));
        }
        NAMES.forEach((pragma, names) ->
                pragmas.computeIfPresent(pragma, (name, number) -> names.get(Integer.parseInt(number))));
        String version = single(entityManager, "SELECT MAX(version) FROM schema_version");
        long freePages = Long.parseLong(single(entityManager, "SELECT * FROM pragma_freelist_count"));
        long pageSize = Long.parseLong(single(entityManager, "SELECT * FROM pragma_page_size"));
        return new Details(Integer.parseInt(version), pragmas, freePages * pageSize);
    }

    private static String single(EntityManager entityManager, String sql) {
        return String.valueOf(entityManager.createNativeQuery(sql).getSingleResult());
    }
}
