package io.tunnelwatch.store.internal.query;

import java.util.List;
import javax.persistence.EntityManager;

/**
 * The alerts whose text the full-text table does not know yet ({@code alert_text_new}). A transaction that writes
 * alerts takes them in at its end, so there are some for long only when somebody else wrote them.
 */
public final class NewTexts {

    /** At once, so that what somebody else wrote does not make one transaction long. */
    private static final int MAX_AT_ONCE = 5000;

    private static final String SOME =
            "(SELECT text_id FROM alert_text_new ORDER BY text_id LIMIT " + MAX_AT_ONCE + ")";

    private static final String TIMES = "INSERT INTO alert_text_block (block, first_at, last_at)"
            + " SELECT a.text_id / " + FullText.BLOCK + ", MIN(a.raised_at), MAX(a.raised_at) FROM " + SOME + " n"
            + " CROSS JOIN alert a INDEXED BY alert_by_text_id ON a.text_id = n.text_id GROUP BY 1"
            + " ON CONFLICT (block) DO UPDATE SET"
            + " first_at = MIN(first_at, excluded.first_at), last_at = MAX(last_at, excluded.last_at)";

    private static final String TEXTS = "INSERT OR REPLACE INTO alert_text (rowid, text)"
            + " SELECT s.text_id, s.text FROM " + SOME + " n CROSS JOIN alert_searched s ON s.text_id = n.text_id";

    private static final String DONE = "DELETE FROM alert_text_new WHERE text_id IN " + SOME;

    private NewTexts() {}

    /** Takes them into the full-text table, those too that this transaction has not written to the database yet. */
    public static void takeIn(EntityManager entityManager) {
        entityManager.flush();
        for (String sql : List.of(TIMES, TEXTS, DONE)) {
            entityManager.createNativeQuery(sql).executeUpdate();
        }
    }

    /** Their numbers behind one, in order. */
    static List<Long> numbers(EntityManager entityManager, long behind, int limit) {
        return Sql.of("SELECT text_id FROM alert_text_new WHERE text_id > ? ORDER BY text_id LIMIT ?", behind, limit)
                .values(entityManager)
                .stream()
                .map(number -> ((Number) number).longValue())
                .toList();
    }
}
