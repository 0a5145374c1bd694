package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.history.AlertFilter;
import java.util.Collection;
import java.util.Comparator;
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
 * @param wanted the text that is looked for
 * @param text the choices for it, each given by its trigrams: one, but for a text of fewer letters than a trigram
 * @param others further parts, each a choice, each choice given by its trigrams; they only spare rows
 */
record FullText(String wanted, List<List<String>> text, List<List<List<String>>> others) {

    /** How many numbers are in a block, for which the time of its alerts is known; as in {@code V003.sql}. */
    static final int BLOCK = 512;

    static final int LETTERS = 3;
    private static final int MAX_TRIGRAMS = 3;
    private static final int MAX_CHOICES = 64;
    private static final int SIGNS = 0xE000;
    /** No alert has it: no sign is of nothing. */
    private static final String NOTHING = Character.toString(SIGNS).repeat(LETTERS);

    /** Empty when the filter asks for no text of three letters or more. */
    static Optional<FullText> of(AlertFilter filter) {
        return filter.text()
                .map(FullText::trigrams)
                .filter(trigrams -> !trigrams.isEmpty())
                .map(trigrams -> of(filter, Stream.of(trigrams)));
    }

    /**
     * For a filter whose text has one or two letters.
     *
     * @param trigrams all that begin with them
     */
    static FullText of(AlertFilter filter, Collection<String> trigrams) {
        return of(
                filter,
                (trigrams.isEmpty() ? List.of(NOTHING) : trigrams).stream().map(List::of));
    }

    private static FullText of(AlertFilter filter, Stream<List<String>> text) {
        Stream<List<List<String>>> others = Stream.of(
                signs(filter.kinds()),
                signs(filter.severities()),
                filter.gateways().stream().map(FullText::trigrams).toList());
        return new FullText(
                filter.text().orElseThrow(),
                text.toList(),
                others.filter(choices -> !choices.isEmpty()
                                && choices.size() <= MAX_CHOICES
                                && choices.stream().noneMatch(List::isEmpty))
                        .toList());
    }

    /**
     * The question in FTS5's language. It asks for the rarest trigrams: a common one tells little, and costs as much as
     * it is common, because FTS5 goes along the alerts of each. Of the other parts it asks only where less than half of
     * the alerts have them, or less than half of those that have the text.
     */
    String match(SampleTexts sample) {
        SampleTexts sampleWithText = sample.with(wanted);
        return Stream.concat(
                        Stream.of(text),
                        others.stream().filter(choices -> areRare(sample, choices) || areRare(sampleWithText, choices)))
                .map(choices -> choices.stream()
                        .map(choice -> all(sample, choice))
                        .collect(Collectors.joining(" OR ", "(", ")")))
                .collect(Collectors.joining(" AND "));
    }

    private static boolean areRare(SampleTexts sample, List<List<String>> choices) {
        return sample.areRare(
                choices.stream().map(choice -> rarest(sample, choice).get(0)).toList());
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
    static List<Long> candidates(EntityManager entityManager, String match, long lastBlock, int limit) {
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

    private static String all(SampleTexts sample, List<String> trigrams) {
        return rarest(sample, trigrams).stream().map(FullText::quoted).collect(Collectors.joining(" AND ", "(", ")"));
    }

    /** At least one. */
    private static List<String> rarest(SampleTexts sample, List<String> trigrams) {
        List<String> sorted = trigrams.stream()
                .sorted(Comparator.comparing(sample::count))
                .limit(MAX_TRIGRAMS)
                .toList();
        return Stream.concat(
                        sorted.stream().limit(1),
                        sorted.stream().skip(1).filter(trigram -> sample.areRare(List.of(trigram))))
                .toList();
    }

    /** All of a text; none when it is too short. The tokenizer passes over NUL. */
    private static List<String> trigrams(String text) {
        int[] letters = text.codePoints().filter(letter -> letter != 0).toArray();
        return IntStream.rangeClosed(0, letters.length - LETTERS)
                .mapToObj(start -> new String(letters, start, LETTERS))
                .distinct()
                .toList();
    }

    private static List<List<String>> signs(Collection<? extends Enum<?>> values) {
        return Conditions.names(values).stream()
                .map(name -> List.of(sign(name)))
                .toList();
    }

    /** The letters that stand for a kind or a severity; as in {@code V003.sql}. */
    private static String sign(String name) {
        return Stream.of(name.length(), (int) name.charAt(0), (int) name.charAt(name.length() - 1))
                .map(letter -> Character.toString(SIGNS + letter))
                .collect(Collectors.joining());
    }

    private static String quoted(String token) {
        return '"' + token.replace("\"", "\"\"") + '"';
    }
}
