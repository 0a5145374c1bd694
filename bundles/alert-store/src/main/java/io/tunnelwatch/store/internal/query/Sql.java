package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.store.internal.entity.AlertEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.Query;

/**
 * A piece of SQL.
 *
 * @param parameters the values of the question marks in it
 */
public record Sql(String text, List<Object> parameters) {

    public Sql {
        parameters = List.copyOf(parameters);
    }

    public static Sql of(String text, Object... parameters) {
        return new Sql(text, List.of(parameters));
    }

    /** {@code column IN (...)}. */
    static Sql oneOf(String column, Collection<String> values) {
        String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        return new Sql(column + " IN (" + marks + ")", List.copyOf(values));
    }

    /** One parameter for many numbers, which {@code json_each(?)} makes rows of. */
    public static String numbers(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    /** This piece, and another one behind it. */
    Sql then(Sql other) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(other.parameters);
        return new Sql(text + " " + other.text, all);
    }

    /** This piece, and another one behind it. */
    Sql then(String other, Object... more) {
        return then(of(other, more));
    }

    /** This condition and others. */
    Sql and(Collection<Sql> others) {
        Sql all = this;
        for (Sql other : others) {
            all = all.then("AND").then(other);
        }
        return all;
    }

    /** Rows of {@code alert}. */
    List<AlertEntity> entities(EntityManager entityManager) {
        List<?> found =
                bound(entityManager.createNativeQuery(text, AlertEntity.class)).getResultList();
        return found.stream().map(AlertEntity.class::cast).toList();
    }

    /** Rows of several columns. */
    public List<Object[]> rows(EntityManager entityManager) {
        List<?> found = bound(entityManager.createNativeQuery(text)).getResultList();
        return found.stream().map(Object[].class::cast).toList();
    }

    /** Rows of one column. */
    public List<Object> values(EntityManager entityManager) {
        List<?> found = bound(entityManager.createNativeQuery(text)).getResultList();
        return found.stream().map(Object.class::cast).toList();
    }

    /** Changes rows; how many. */
    public int update(EntityManager entityManager) {
        return bound(entityManager.createNativeQuery(text)).executeUpdate();
    }

    private Query bound(Query query) {
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }
}
