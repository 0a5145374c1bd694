package io.tunnelwatch.store.internal.query;

import java.util.List;
import javax.persistence.EntityManager;

/**
 * The alerts whose text the full-text table does not know yet: new ones, those that changed, and those that went. A
 * transaction that writes alerts takes them in at its end, as soon as it is worth while: the first few cost as much as
 * a hundred, and a search that looks at some rows itself takes hardly longer.
 */
public final class NewTexts {

    /** New alerts, in the order of the list. */
    static final IndexWalk.Path PATH = IndexWalk.Path.of("alert_without_text_id", Sql.of("a.text_id IS NULL"));

    /** As many as a search looks at in about a millisecond. */
    private static final int ENOUGH = 256;

    /** At once, so that what somebody else wrote does not make one transaction long. */
    private static final int MAX_AT_ONCE = 5000;

    private static final Sql ENOUGH_NEW = Sql.of("SELECT id FROM alert INDEXED BY alert_without_text_id"
            + " WHERE text_id IS NULL AND raised_at >= '' LIMIT 1 OFFSET " + (ENOUGH - 1));

    private static final Sql ENOUGH_CHANGED =
            Sql.of("SELECT text_id FROM alert_text_changed LIMIT 1 OFFSET " + (ENOUGH - 1));

    private static final String NUMBER = "UPDATE alert SET text_id = n.number FROM (SELECT id,"
            + " (SELECT COALESCE(MAX(text_id), 0) FROM alert) + ROW_NUMBER() OVER (ORDER BY raised_at, id) AS number"
            + " FROM (SELECT id, raised_at FROM alert INDEXED BY alert_without_text_id"
            + " WHERE text_id IS NULL AND raised_at >= '' ORDER BY raised_at, id LIMIT " + MAX_AT_ONCE + ")) AS n"
            + " WHERE alert.id = n.id";

    private static final String LAST = "SELECT MAX(text_id) FROM alert";

    private static final String TIMES = "INSERT INTO alert_text_block (block, first_at, last_at)"
            + " SELECT text_id / " + FullText.BLOCK + ", MIN(raised_at), MAX(raised_at) FROM alert WHERE text_id > ?"
            + " GROUP BY text_id / " + FullText.BLOCK + " ON CONFLICT (block) DO UPDATE SET"
            + " first_at = MIN(first_at, excluded.first_at), last_at = MAX(last_at, excluded.last_at)";

    private static final String TEXTS =
            "INSERT OR REPLACE INTO alert_text (rowid, text) SELECT text_id, text FROM alert_searched WHERE text_id > ?";

    private static final String CHANGED =
            "(SELECT text_id FROM alert_text_changed ORDER BY text_id LIMIT " + MAX_AT_ONCE + ")";

    private static final String CHANGED_TEXTS = "INSERT OR REPLACE INTO alert_text (rowid, text)"
            + " SELECT s.text_id, s.text FROM " + CHANGED + " n CROSS JOIN alert_searched s ON s.text_id = n.text_id";

    private static final String GONE = "DELETE FROM alert_text WHERE rowid IN (SELECT n.text_id FROM " + CHANGED + " n"
            + " WHERE NOT EXISTS (SELECT 1 FROM alert a WHERE a.text_id = n.text_id))";

    private static final String CHANGED_DONE = "DELETE FROM alert_text_changed WHERE text_id IN " + CHANGED;

    private NewTexts() {}

    /** Takes them into the full-text table, those too that this transaction has not written to the database yet. */
    public static void takeIn(EntityManager entityManager) {
        entityManager.flush();
        if (!ENOUGH_NEW.values(entityManager).isEmpty()) {
            takeInNew(entityManager);
        }
        if (!ENOUGH_CHANGED.values(entityManager).isEmpty()) {
            for (String sql : List.of(CHANGED_TEXTS, GONE, CHANGED_DONE)) {
                entityManager.createNativeQuery(sql).executeUpdate();
            }
        }
    }

    private static void takeInNew(EntityManager entityManager) {
        int added = entityManager.createNativeQuery(NUMBER).executeUpdate();
        Number last = (Number) entityManager.createNativeQuery(LAST).getSingleResult();
        for (String sql : List.of(TIMES, TEXTS)) {
            entityManager
                    .createNativeQuery(sql)
                    .setParameter(1, last.longValue() - added)
                    .executeUpdate();
        }
    }

    /** The numbers of those that changed, behind one, in order. */
    static List<Long> changed(EntityManager entityManager, long behind, int limit) {
        return Sql.of(
                        "SELECT text_id FROM alert_text_changed WHERE text_id > ? ORDER BY text_id LIMIT ?",
                        behind,
                        limit)
                .values(entityManager)
                .stream()
                .map(number -> ((Number) number).longValue())
                .toList();
    }
}
