package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.history.AlertFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.persistence.EntityManager;

/**
 * A text of one or two letters: an alert has it only if it has a trigram that begins with it. Every place of two
 * letters begins one, for behind the text stand the signs.
 *
 * @param beginnings how such a trigram can begin; more than one where the table folds the case of a letter
 */
record ShortText(List<String> beginnings) {

    /** Sorts behind every letter. */
    private static final String BEHIND_LETTERS = Character.toString(Character.MAX_CODE_POINT);

    /** Sorts behind a trigram, and before the next one: a trigram has three letters, and none is NUL. */
    private static final String BEHIND_TRIGRAM = Character.toString(1);

    /** From each trigram a search leads to the next, so that it takes no longer where many alerts have it. */
    private static final String TRIGRAMS = "SELECT term FROM (WITH RECURSIVE found(term) AS ("
            + "SELECT (SELECT term FROM alert_text_term WHERE term >= ? AND term < ? LIMIT 1)"
            + " UNION ALL SELECT (SELECT term FROM alert_text_term WHERE term >= found.term || ? AND term < ? LIMIT 1)"
            + " FROM found WHERE found.term IS NOT NULL LIMIT ?) SELECT term FROM found WHERE term IS NOT NULL)";

    /** Empty when the filter asks for no text, or for one that is not of one or two letters. */
    static Optional<ShortText> of(AlertFilter filter) {
        return filter.text()
                .map(text -> text.codePoints().filter(letter -> letter != 0).toArray())
                .filter(letters -> letters.length > 0 && letters.length < FullText.LETTERS)
                .filter(letters -> IntStream.of(letters).noneMatch(ShortText::isHalf))
                .map(letters -> new ShortText(beginnings(letters)));
    }

    /**
     * The trigrams of alerts that begin so.
     *
     * @param limit at most so many for each beginning
     */
    List<String> trigrams(EntityManager entityManager, int limit) {
        return beginnings.stream()
                .flatMap(beginning -> trigrams(entityManager, beginning, limit).stream())
                .map(String.class::cast)
                .toList();
    }

    private static List<Object> trigrams(EntityManager entityManager, String beginning, int limit) {
        String end = beginning + BEHIND_LETTERS;
        return Sql.of(TRIGRAMS, beginning, end, BEHIND_TRIGRAM, end, limit).values(entityManager);
    }

    /** Of a letter beyond the first 65,536, in a text that is none. */
    private static boolean isHalf(int letter) {
        return letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    }

    private static List<String> beginnings(int[] letters) {
        List<String> beginnings = List.of("");
        for (int letter : letters) {
            List<String> longer = new ArrayList<>();
            for (String beginning : beginnings) {
                folded(letter).forEach(one -> longer.add(beginning + one));
            }
            beginnings = longer;
        }
        return beginnings;
    }

    /**
     * What the table may make of a letter: SQLite and Java know different versions of Unicode, but the letter of the
     * other case, or itself, it is in both.
     */
    private static Stream<String> folded(int letter) {
        int upper = Character.toUpperCase(letter);
        return IntStream.of(letter, Character.toLowerCase(letter), upper, Character.toLowerCase(upper))
                .filter(one -> one < 'A' || one > 'Z')
                .distinct()
                .mapToObj(Character::toString);
    }
}
