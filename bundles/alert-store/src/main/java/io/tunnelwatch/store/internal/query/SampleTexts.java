package io.tunnelwatch.store.internal.query;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.persistence.EntityManager;

/**
 * What some alerts from all over the history are searched in, to tell which trigrams are common. It decides only how
 * long a search takes, never what it finds.
 *
 * @param texts in lower case
 */
record SampleTexts(List<String> texts) {

    /** Enough to tell one in a hundred from one in two; read in less than a millisecond. */
    private static final int SIZE = 128;

    SampleTexts {
        texts = List.copyOf(texts);
    }

    /** Reads them. */
    static SampleTexts of(EntityManager entityManager) {
        Number last = (Number) entityManager
                .createNativeQuery("SELECT COALESCE(MAX(text_id), 0) FROM alert")
                .getSingleResult();
        String numbers = LongStream.rangeClosed(1, SIZE)
                .map(part -> last.longValue() * part / SIZE)
                .distinct()
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"));
        return new SampleTexts(
                Sql.of("SELECT s.text FROM json_each(?) n CROSS JOIN alert_searched s ON s.text_id = n.value", numbers)
                        .values(entityManager)
                        .stream()
                        .map(text -> lowerCase((String) text))
                        .toList());
    }

    /** In how many of them a trigram is. */
    long count(String trigram) {
        String wanted = lowerCase(trigram);
        return texts.stream().filter(text -> text.contains(wanted)).count();
    }

    /** Whether fewer than half of them have one of these trigrams. */
    boolean areRare(List<String> trigrams) {
        return trigrams.stream().mapToLong(this::count).sum() * 2 <= texts.size();
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
