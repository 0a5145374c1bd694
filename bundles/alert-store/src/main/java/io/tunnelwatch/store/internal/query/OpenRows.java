package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.store.internal.entity.AlertEntity;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * The rows of alerts that are not resolved: few, whatever the table holds. SQLite takes the index {@code alert_open} of
 * them only for its very condition, with a literal (<a href="https://www.sqlite.org/partialindex.html">partial
 * indexes</a>).
 */
public final class OpenRows {

    static final IndexWalk.Path PATH = IndexWalk.Path.of("alert_open", Sql.of("a.state <> 'RESOLVED'"));

    private OpenRows() {}

    /** All of them, as the transaction has them. */
    public static List<AlertEntity> all(EntityManager entityManager) {
        Span all = new Span(Place.BEGINNING, Place.END);
        return PATH.rows("a.*", all).entities(entityManager);
    }
}
