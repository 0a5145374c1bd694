package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.store.internal.database.Transactions;
import java.util.List;

/**
 * For texts of one or two letters, of which the full-text table knows nothing but the trigrams that begin with them.
 * One that many alerts have is found soon along the indexes of the filter's other parts. Only when it is not, its
 * trigrams are asked for, together with those parts.
 */
final class ShortTextWalk implements Walk {

    private static final int SLICES = 2;
    private static final int MAX_TRIGRAMS = 256;

    private final Transactions transactions;
    private final SliceSizes sizes;
    private final AlertFilter filter;
    private final ShortText text;
    private final List<Sql> sifted;
    private final List<IndexWalk> along;

    /**
     * @param text of the filter
     * @param sifted all conditions
     * @param along walks that lead to all alerts of the filter
     */
    ShortTextWalk(
            Transactions transactions,
            SliceSizes sizes,
            AlertFilter filter,
            ShortText text,
            List<Sql> sifted,
            List<IndexWalk> along) {
        this.transactions = transactions;
        this.sizes = sizes;
        this.filter = filter;
        this.text = text;
        this.sifted = sifted;
        this.along = along;
    }

    @Override
    public List<Alert> first(Span span, int rows) {
        Found found = new Found(rows);
        Span rest = found.rest(siftAlong(span, found, rows));
        if (!rest.isEmpty()) {
            TextSearch byText = new TextSearch(transactions, sizes, sifted);
            byText.lookAtNew(
                    found, rest, rows); // before the trigrams are read: what is taken in meanwhile may have others
            List<String> trigrams =
                    transactions.required(entityManager -> text.trigrams(entityManager, MAX_TRIGRAMS + 1));
            if (trigrams.size() <= MAX_TRIGRAMS) {
                byText.lookAtKnown(FullText.of(filter, trigrams), found, found.rest(rest), rows);
            } else {
                along.forEach(walk -> found.add(walk.first(found.rest(rest), rows)));
            }
        }
        return found.list();
    }

    /** What none of them has looked at, or not all. */
    private Span siftAlong(Span span, Found found, int rows) {
        Place end = span.from();
        for (IndexWalk walk : along) {
            Found own = new Found(rows);
            Place reached = walk.sift(found.rest(span), own, rows, SLICES).to();
            found.add(own.list());
            end = !own.isFull() && reached.compareTo(end) > 0 ? reached : end;
        }
        return span.to(end);
    }
}
