package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.store.internal.database.Transactions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.persistence.EntityManager;

/**
 * For texts of one or two letters, of which the full-text table knows nothing but the trigrams that begin with them.
 * One that many alerts have is found soon along the index of time. Only when it is not, its trigrams are asked for:
 * that costs as much as they are common.
 */
final class ShortTextWalk implements Walk {

    private static final int SLICES = 2;
    private static final int MAX_TERMS = 64;
    /** Sorts behind every letter. */
    private static final String BEHIND_LETTERS = Character.toString(Character.MAX_CODE_POINT);

    private final Transactions transactions;
    private final SliceSizes sizes;
    private final String letters;
    private final List<Sql> sifted;

    private ShortTextWalk(Transactions transactions, SliceSizes sizes, String letters, List<Sql> sifted) {
        this.transactions = transactions;
        this.sizes = sizes;
        this.letters = letters;
        this.sifted = sifted;
    }

    /**
     * Empty for another text. Letters beyond ASCII are none of these: the table folds their case in its own way.
     *
     * @param sifted all conditions
     */
    static Optional<ShortTextWalk> of(
            Transactions transactions, SliceSizes sizes, Optional<String> text, List<Sql> sifted) {
        return text.filter(wanted -> !wanted.isEmpty()
                        && wanted.length() < FullText.LETTERS
                        && wanted.chars().allMatch(letter -> letter > 0 && letter < 128))
                .map(wanted -> new ShortTextWalk(transactions, sizes, wanted.toLowerCase(Locale.ROOT), sifted));
    }

    @Override
    public List<Alert> first(Span span, int rows) {
        Found found = new Found(rows);
        IndexWalk byTime = new IndexWalk(transactions, sizes, IndexWalk.Path.of("alert_by_time"), sifted);
        Span rest = byTime.sift(span, found, rows, SLICES);
        if (!rest.isEmpty() && !found.isFull()) {
            List<String> terms = transactions.required(this::terms);
            Walk walk = terms.size() > MAX_TERMS
                    ? byTime
                    : new TextWalk(transactions, sizes, entityManager -> FullText.anyOf(terms), sifted);
            found.add(walk.first(rest, rows));
        }
        return found.list();
    }

    /** Every place of two letters begins a trigram: behind the text stand the signs. */
    private List<String> terms(EntityManager entityManager) {
        return Sql.of(
                        "SELECT term FROM alert_text_term WHERE term >= ? AND term < ? LIMIT ?",
                        letters,
                        letters + BEHIND_LETTERS,
                        MAX_TERMS + 1)
                .values(entityManager)
                .stream()
                .map(String.class::cast)
                .toList();
    }
}
