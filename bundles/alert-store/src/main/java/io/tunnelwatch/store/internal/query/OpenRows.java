package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.store.internal.entity.AlertEntity;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import javax.persistence.TypedQuery;

/**
 * The rows of alerts that are not resolved: few, whatever the table holds. SQLite takes the index {@code alert_open} of
 * them only for its very condition, with a literal where OpenJPA would put a parameter (<a
 * href="https://www.sqlite.org/partialindex.html">partial indexes</a>).
 */
public final class OpenRows {

    static final String CONDITION = "a.state <> 'RESOLVED'";

    private OpenRows() {}

    /** All of them. */
    public static TypedQuery<AlertEntity> query(EntityManager entityManager) {
        TypedQuery<AlertEntity> query =
                entityManager.createQuery("select a from AlertEntity a where " + CONDITION, AlertEntity.class);
        withLiterals(query);
        return query;
    }

    static void withLiterals(Query query) {
        query.setHint("openjpa.hint.UseLiteralInSQL", "true");
    }
}
