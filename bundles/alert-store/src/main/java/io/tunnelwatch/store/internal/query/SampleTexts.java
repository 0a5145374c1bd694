package io.tunnelwatch.store.internal.query;

import java.util.List;
import java.util.Locale;
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
        Object[] ends = Sql.of("SELECT (SELECT MIN(text_id) FROM alert), (SELECT MAX(text_id) FROM alert)")
                .rows(entityManager)
                .get(0);
        if (ends[0] == null) {
            return new SampleTexts(List.of());
        }
        long first = ((Number) ends[0]).longValue(); // not 1, where retention has taken the oldest
        long last = ((Number) ends[1]).longValue();
        String numbers = Sql.numbers(LongStream.rangeClosed(0, SIZE)
                .map(part -> first + (last - first) * part / SIZE)
                .distinct()
                .boxed()
                .toList());
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

    /** Whether half of them at most have one of these trigrams; one that has two of them counts twice. */
    boolean areRare(List<String> trigrams) {
        return trigrams.stream().mapToLong(this::count).sum() * 2 <= texts.size();
    }

    /** Those of them that have a text. */
    SampleTexts with(String text) {
        String wanted = lowerCase(text);
        return new SampleTexts(
                texts.stream().filter(one -> one.contains(wanted)).toList());
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
