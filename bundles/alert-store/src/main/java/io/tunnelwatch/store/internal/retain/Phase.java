package io.tunnelwatch.store.internal.retain;

import javax.persistence.EntityManager;

/**
 * A kind of work of a run, which is done in slices. It remembers where it is; when a slice fails, it is of no more use.
 */
@FunctionalInterface
interface Phase {

    /**
     * Does the next slice, inside a transaction of the caller.
     *
     * @param size how much, in rows or pages of the file; the measure of its time
     */
    Slice next(EntityManager entityManager, int size);

    /**
     * What a slice did.
     *
     * @param more whether there may be something left
     * @param retired what it took out
     */
    record Slice(boolean more, Retired retired) {}
}
