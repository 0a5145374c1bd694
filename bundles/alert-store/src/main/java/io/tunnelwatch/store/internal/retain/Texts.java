package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.store.internal.query.Sql;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * What the full-text table knows of alerts that are gone. FTS5 notes which numbers are gone, and drops what it knows of
 * them when it merges parts of itself. Of its own accord it does so at the end of any transaction, for seconds, in the
 * projection's too; so here it merges only when it is told to, and only so much (<a
 * href="https://www.sqlite.org/fts5.html#the_deletemerge_configuration_option">deletemerge</a>).
 */
final class Texts implements Phase {

    /** How many percent of a part may be gone before it is merged: each merge writes anew what is left. */
    private static final int GONE_PERCENT = 25;

    /** FTS5's own choice, which the projection goes by. */
    private static final int AUTOMERGE = 4;

    /** For so many alerts that go, one page is merged: more than they had. */
    private static final int ALERTS_PER_PAGE = 16;

    private static final String SET = "INSERT INTO alert_text (alert_text, rank) VALUES (?, ?)";

    private static final String GONE = "DELETE FROM alert_text WHERE rowid IN (SELECT value FROM json_each(?))";

    private static final String CHANGED =
            "DELETE FROM alert_text_changed WHERE text_id IN (SELECT value FROM json_each(?))";

    private static final String BLOCKS = "DELETE FROM alert_text_block WHERE block IN"
            + " (SELECT DISTINCT value / 512 FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM alert a"
            + " INDEXED BY alert_by_text_id WHERE a.text_id >= block * 512 AND a.text_id < block * 512 + 512)";

    /** Removes numbers, whose alerts are gone, inside a transaction of the caller. */
    static void remove(EntityManager entityManager, List<Long> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        String all = Sql.numbers(numbers);
        set(entityManager, "automerge", 0);
        set(entityManager, "deletemerge", 0);
        Sql.of(GONE, all).update(entityManager);
        merge(entityManager, numbers.size() / ALERTS_PER_PAGE + 1);
        Sql.of(CHANGED, all).update(entityManager);
        Sql.of(BLOCKS, all).update(entityManager);
    }

    /** Merges, until less than a quarter of each part is of alerts that are gone. */
    @Override
    public Slice next(EntityManager entityManager, int size) {
        return new Slice(merge(entityManager, size), Retired.NOTHING);
    }

    /** Whether there was something to merge. */
    private static boolean merge(EntityManager entityManager, int pages) {
        // what was deleted in this transaction reaches its parts now, rather than when it merges by itself
        Sql.of("INSERT INTO alert_text (alert_text) VALUES ('flush')").update(entityManager);
        set(entityManager, "deletemerge", GONE_PERCENT);
        long before = changes(entityManager);
        set(entityManager, "merge", pages);
        long changed = changes(entityManager) - before;
        set(entityManager, "deletemerge", 0);
        set(entityManager, "automerge", AUTOMERGE);
        return changed > 1; // the statement itself counts as one
    }

    private static void set(EntityManager entityManager, String option, int value) {
        Sql.of(SET, option, value).update(entityManager);
    }

    private static long changes(EntityManager entityManager) {
        return ((Number) Sql.of("SELECT total_changes()").values(entityManager).get(0)).longValue();
    }
}
