package io.tunnelwatch.store.internal.salvage;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;

/**
 * Which rows the history has, by their keys.
 *
 * @param entity the entity's name
 * @param property its key
 */
record KnownKeys(String entity, String property) {

    static final KnownKeys ALERTS = new KnownKeys("AlertEntity", "id");
    static final KnownKeys EVENTS = new KnownKeys("AlertEventEntity", "id");

    /** Those of the keys that the history has, by one query. */
    Set<String> among(EntityManager entityManager, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(entityManager
                .createQuery(
                        "select e." + property + " from " + entity + " e where e." + property + " in :keys",
                        String.class)
                .setParameter("keys", List.copyOf(keys))
                .getResultList());
    }

    /** How many rows have keys between these two, both exclusive; an empty bound bounds nothing. */
    long between(EntityManager entityManager, String after, String before) {
        // no key is greater than this one, which is no hexadecimal digit
        String bound = before.isEmpty() ? "~" : before;
        return entityManager
                .createQuery(
                        "select count(e) from " + entity + " e where e." + property + " > :after and e." + property
                                + " < :before",
                        Long.class)
                .setParameter("after", after)
                .setParameter("before", bound)
                .getSingleResult();
    }
}
