package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.query.FullText.Block;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * Along the numbers of the full-text table, from the block with the latest alert downwards, until no block that is left
 * can hold an alert of the page. The numbers are nearly in the order of time, seldom in its very order: a poll takes a
 * while, clocks are corrected, and rows come in from a damaged file.
 */
final class TextSearch {

    private final Transactions transactions;
    private final SliceSizes sizes;
    private final List<Sql> sifted;

    /** @param sifted all conditions: what the full-text table answers is not exact */
    TextSearch(Transactions transactions, SliceSizes sizes, List<Sql> sifted) {
        this.transactions = transactions;
        this.sizes = sizes;
        this.sifted = sifted;
    }

    /** The first ones of all, as {@link Walk#first}. */
    List<Alert> first(FullText text, Span span, int rows) {
        Found found = new Found(rows);
        lookAtNew(found, span, rows);
        lookAtKnown(text, found, span, rows);
        return found.list();
    }

    /** At what the full-text table does not know yet. This comes first: what is taken in meanwhile has a block then. */
    void lookAtNew(Found found, Span span, int rows) {
        found.add(new IndexWalk(transactions, sizes, NewTexts.PATH, sifted).first(span, rows));
        lookAtChanged(found, span, rows);
    }

    /** At what it knows. */
    void lookAtKnown(FullText text, Found found, Span span, int rows) {
        String question = transactions.required(entityManager -> text.match(SampleTexts.of(entityManager)));
        List<Block> left =
                new ArrayList<>(transactions.required(entityManager -> FullText.blocks(entityManager, span)));
        for (int size = sizes.first(); mayHoldMore(left, found); size = sizes.after(size)) {
            OutOfTimeException.throwIfInterrupted();
            long last = left.get(0).number();
            int limit = Math.max(size, FullText.BLOCK); // a block is read whole
            long first = transactions.required(entityManager -> {
                List<Long> candidates = FullText.candidates(entityManager, question, last, limit + 1);
                // the last one of too many tells a block that was not read to its end
                long whole = candidates.size() > limit ? candidates.get(limit) / FullText.BLOCK + 1 : 0;
                found.add(matches(entityManager, candidates, found.rest(span), rows));
                return whole;
            });
            left.removeIf(block -> first <= block.number() && block.number() <= last);
        }
    }

    private void lookAtChanged(Found found, Span span, int rows) {
        long last = 0;
        List<Long> some;
        do {
            OutOfTimeException.throwIfInterrupted();
            long behind = last;
            some = transactions.required(entityManager -> {
                List<Long> numbers = NewTexts.changed(entityManager, behind, sizes.largest());
                found.add(matches(entityManager, numbers, found.rest(span), rows));
                return numbers;
            });
            last = some.isEmpty() ? last : some.get(some.size() - 1);
        } while (some.size() == sizes.largest());
    }

    private static boolean mayHoldMore(List<Block> left, Found found) {
        return !left.isEmpty()
                && !(found.isFull()
                        && left.get(0).lastAt().compareTo(found.last().raisedAt()) < 0);
    }

    private List<Alert> matches(EntityManager entityManager, List<Long> candidates, Span span, int rows) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        return Sql.of(
                        "SELECT a.* FROM json_each(?) n"
                                + " CROSS JOIN alert a INDEXED BY alert_by_text_id ON a.text_id = n.value WHERE",
                        Sql.numbers(candidates))
                .then(span.condition())
                .and(sifted)
                .then("ORDER BY a.raised_at DESC, a.id DESC LIMIT ?", rows)
                .entities(entityManager)
                .stream()
                .map(AlertEntity::alert)
                .toList();
    }
}
