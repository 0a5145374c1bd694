package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.history.AlertFilter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.persistence.EntityManager;

/**
 * What SQLite's full-text table knows of alerts: the numbers ({@code text_id}) of those that may match a filter. Every
 * one that does is among them; of the others, few (<a href="https://www.sqlite.org/fts5.html#the_trigram_tokenizer">the
 * trigram tokenizer</a> minds the case of no letter, and tells no order of trigrams).
 *
 * @param match the question in FTS5's language
 */
record FullText(String match) {

    /** How many numbers are in a block, for which the time of its alerts is known; as in {@code V003.sql}. */
    static final int BLOCK = 512;

    private static final int LETTERS = 3;
    private static final int MAX_TRIGRAMS = 32;
    private static final int MAX_CHOICES = 64;
    private static final int SIGNS = 0xE000;

    /**
     * Empty when there is nothing to look for: no text of three letters or more, and not both of kind and severity,
     * which have an index each, but none together.
     */
    static Optional<FullText> of(AlertFilter filter) {
        Optional<String> text = filter.text().flatMap(FullText::trigrams);
        if (text.isEmpty() && (filter.kinds().isEmpty() || filter.severities().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new FullText(Stream.of(
                        text.stream(),
                        oneOf(names(filter.kinds()).map(name -> Optional.of(sign(name)))),
                        oneOf(names(filter.severities()).map(name -> Optional.of(sign(name)))),
                        oneOf(filter.gateways().stream().map(FullText::trigrams)))
                .flatMap(part -> part)
                .collect(Collectors.joining(" AND "))));
    }

    /**
     * Times of the blocks.
     *
     * @param number the alerts are those from {@code number * BLOCK} on
     * @param lastAt none of them was raised later
     */
    record Block(long number, String lastAt) {}

    /** The blocks that can hold alerts of a span; those with the latest alerts first. */
    static List<Block> blocks(EntityManager entityManager, Span span) {
        return Sql.of(
                        "SELECT block, last_at FROM alert_text_block WHERE last_at >= ? AND first_at <= ?"
                                + " ORDER BY last_at DESC",
                        span.from().raisedAt(),
                        span.to().raisedAt())
                .rows(entityManager)
                .stream()
                .map(row -> new Block(((Number) row[0]).longValue(), (String) row[1]))
                .toList();
    }

    /**
     * The greatest numbers of candidates up to the end of a block, in descending order. There is no lower bound,
     * because FTS5 looks for the first match past any.
     */
    List<Long> candidates(EntityManager entityManager, long lastBlock, int limit) {
        return Sql.of(
                        "SELECT rowid FROM alert_text WHERE alert_text MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
                        match,
                        (lastBlock + 1) * BLOCK,
                        limit)
                .values(entityManager)
                .stream()
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    /**
     * Trigrams that hold every letter of a text, the last one first, which tells most of a name with a number; empty
     * when it is too short. All trigrams would find few alerts less, and take three times as long. The tokenizer passes
     * over NUL.
     */
    private static Optional<String> trigrams(String text) {
        int[] letters = text.codePoints().filter(letter -> letter != 0).toArray();
        int last = letters.length - LETTERS;
        return last < 0
                ? Optional.empty()
                : Optional.of(IntStream.iterate(last, start -> start > -LETTERS, start -> start - LETTERS)
                        .map(start -> Math.max(start, 0))
                        .mapToObj(start -> new String(letters, start, LETTERS))
                        .distinct()
                        .limit(MAX_TRIGRAMS)
                        .map(FullText::quoted)
                        .collect(Collectors.joining(" AND ", "(", ")")));
    }

    /** The letters that stand for a kind or a severity; as in {@code V003.sql}. */
    private static String sign(String name) {
        return quoted(Stream.of(name.length(), (int) name.charAt(0), (int) name.charAt(name.length() - 1))
                .map(letter -> Character.toString(SIGNS + letter))
                .collect(Collectors.joining()));
    }

    /** Nothing when there is no choice, or one that can not be looked for, or very many. */
    private static Stream<String> oneOf(Stream<Optional<String>> choices) {
        List<Optional<String>> all = choices.toList();
        return all.isEmpty() || all.size() > MAX_CHOICES || all.contains(Optional.<String>empty())
                ? Stream.empty()
                : Stream.of(all.stream().flatMap(Optional::stream).collect(Collectors.joining(" OR ", "(", ")")));
    }

    private static Stream<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name);
    }

    private static String quoted(String token) {
        return '"' + token.replace("\"", "\"\"") + '"';
    }
}
