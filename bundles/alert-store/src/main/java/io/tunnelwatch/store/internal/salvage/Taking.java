package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import java.util.Set;
import javax.persistence.EntityManager;

/** How rows of one table come into the history. */
@FunctionalInterface
interface Taking {

    /**
     * Brings in what the history lacks, inside a transaction of the caller.
     *
     * @return the rowids of those that the history lacks still, because they make no sense
     */
    Set<Long> take(EntityManager entityManager, Iterable<StoredRow> rows);
}
