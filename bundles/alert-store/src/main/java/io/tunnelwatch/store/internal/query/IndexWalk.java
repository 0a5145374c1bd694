package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;

/**
 * Along an index that has the order of the list, as far as its first columns are given. What it does not answer is
 * sifted, a slice at a time.
 */
final class IndexWalk implements Walk {

    private static final String ORDER = "ORDER BY a.raised_at DESC, a.id DESC LIMIT ?";

    private final Transactions transactions;
    private final SliceSizes sizes;
    private final Path path;
    private final List<Sql> sifted;

    /** @param sifted further conditions */
    IndexWalk(Transactions transactions, SliceSizes sizes, Path path, List<Sql> sifted) {
        this.transactions = transactions;
        this.sizes = sizes;
        this.path = path;
        this.sifted = sifted;
    }

    /**
     * The rows along which it goes.
     *
     * @param index named to SQLite, which keeps no statistics here and would choose by chance
     * @param conditions what the index answers besides the order
     */
    record Path(String index, List<Sql> conditions) {

        static Path of(String index, Sql... conditions) {
            return new Path(index, List.of(conditions));
        }

        Sql rows(String columns, Span span) {
            return Sql.of("SELECT " + columns + " FROM alert a INDEXED BY " + index + " WHERE")
                    .then(span.condition())
                    .and(conditions);
        }
    }

    @Override
    public List<Alert> first(Span span, int rows) {
        if (sifted.isEmpty()) {
            return transactions.required(entityManager -> matches(entityManager, span, rows));
        }
        Found found = new Found(rows);
        sift(span, found, rows, Integer.MAX_VALUE);
        return found.list();
    }

    /**
     * Looks at so many slices, unless the page is full before.
     *
     * @return what it has not looked at
     */
    Span sift(Span span, Found found, int rows, int slices) {
        Span rest = span;
        int size = sizes.first();
        for (int i = 0; i < slices && !rest.isEmpty() && !found.isFull(); i++) {
            OutOfTimeException.throwIfInterrupted();
            Span slice = slice(rest, size, found, rows);
            rest = rest.to(slice.from());
            size = sizes.after(size);
        }
        return rest;
    }

    private Span slice(Span rest, int size, Found found, int rows) {
        return transactions.required(entityManager -> {
            Span slice = end(entityManager, rest, size).map(rest::from).orElse(rest);
            found.add(matches(entityManager, slice, rows));
            return slice;
        });
    }

    /** The place of the last row of a slice; empty when there are not so many. */
    private Optional<Place> end(EntityManager entityManager, Span rest, int size) {
        return path.rows("a.raised_at, a.id", rest).then(ORDER + " OFFSET ?", 1, size - 1).rows(entityManager).stream()
                .map(row -> new Place((String) row[0], (String) row[1]))
                .findFirst();
    }

    private List<Alert> matches(EntityManager entityManager, Span span, int rows) {
        return path.rows("a.*", span).and(sifted).then(ORDER, rows).entities(entityManager).stream()
                .map(AlertEntity::alert)
                .toList();
    }
}
