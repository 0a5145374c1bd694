package io.tunnelwatch.management.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as JMX has them. */
final class Texts {

    private Texts() {}

    /** As a text; null when it is absent. */
    static @Nullable String of(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    /** How many there are of each constant, also of those of which there is none. */
    static <T, E extends Enum<E>> Map<String, Integer> counts(
            Class<E> type, Collection<T> items, Function<T, E> property) {
        Map<String, Integer> counts = none(type);
        items.forEach(item -> counts.merge(property.apply(item).name(), 1, Integer::sum));
        return counts;
    }

    /** The sums of counts, also of constants of which there is none. */
    static <E extends Enum<E>> Map<String, Integer> sums(Class<E> type, Collection<Map<E, Integer>> parts) {
        Map<String, Integer> sums = none(type);
        parts.forEach(part -> part.forEach((constant, count) -> sums.merge(constant.name(), count, Integer::sum)));
        return sums;
    }

    private static <E extends Enum<E>> Map<String, Integer> none(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(Enum::name, constant -> 0, Integer::sum, TreeMap::new));
    }
}
