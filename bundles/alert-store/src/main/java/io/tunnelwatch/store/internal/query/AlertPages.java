package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

/**
 * Pages of alerts. A filter that no index answers reads the table in slices, the newest first, each in a transaction of
 * its own: a long one would hold up the writer.
 */
public final class AlertPages {

    /** Rows that one transaction looks at: some 30 ms. */
    private static final int SLICE_ROWS = 20_000;

    private final Transactions transactions;
    private final int sliceRows;

    public AlertPages(Transactions transactions) {
        this(transactions, SLICE_ROWS);
    }

    /** @param sliceRows how many rows one transaction looks at */
    public AlertPages(Transactions transactions, int sliceRows) {
        this.transactions = transactions;
        this.sliceRows = sliceRows;
    }

    /**
     * One page.
     *
     * @throws OutOfTimeException the thread was interrupted between two slices
     */
    public AlertPage list(AlertFilter filter, PageRequest page) {
        AlertQuery query = new AlertQuery(filter, page);
        List<Alert> found = query.isSifted() ? sift(query, filter, page) : run(query);
        if (found.size() <= page.limit()) {
            return new AlertPage(found, Optional.empty());
        }
        List<Alert> alerts = found.subList(0, page.limit());
        return new AlertPage(alerts, Optional.of(PageCursor.of(alerts.get(alerts.size() - 1))));
    }

    private List<Alert> run(AlertQuery query) {
        return transactions.required(entityManager -> query.run(entityManager, Slice.ALL));
    }

    private List<Alert> sift(AlertQuery query, AlertFilter filter, PageRequest page) {
        List<Alert> found = new ArrayList<>();
        Optional<String> since = filter.since().map(StoredTime::of);
        Optional<Slice> next = Optional.of(new Slice(Optional.empty(), start(filter, page)));
        while (next.isPresent() && found.size() <= page.limit()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new OutOfTimeException("nobody waits for the answer any more");
            }
            Optional<String> before = next.get().before();
            next = transactions.required(entityManager -> {
                Optional<String> from = sliceStart(entityManager, before);
                found.addAll(query.run(entityManager, new Slice(from, before)));
                return from.filter(start -> since.isEmpty() || start.compareTo(since.get()) > 0)
                        .map(start -> new Slice(Optional.empty(), from));
            });
        }
        return found;
    }

    /** Nothing at this time or later is asked for. */
    private static Optional<String> start(AlertFilter filter, PageRequest page) {
        Optional<String> until = filter.until().map(StoredTime::of);
        Optional<String> place =
                page.after().map(cursor -> StoredTime.of(cursor.raisedAt().plusNanos(1)));
        return until.isPresent() && place.isPresent()
                ? until.filter(end -> end.compareTo(place.get()) < 0).or(() -> place)
                : until.or(() -> place);
    }

    /** The time of the row that is a slice further back; empty when there are not so many. */
    private Optional<String> sliceStart(EntityManager entityManager, Optional<String> before) {
        TypedQuery<String> query = entityManager.createQuery(
                "select a.raisedAt from AlertEntity a"
                        + before.map(end -> " where a.raisedAt < :end").orElse("") + " order by a.raisedAt desc",
                String.class);
        before.ifPresent(end -> query.setParameter("end", end));
        return query.setFirstResult(sliceRows).setMaxResults(1).getResultList().stream()
                .findFirst();
    }

    /**
     * A part of time.
     *
     * @param from raised at this time or later
     * @param before raised before this time
     */
    record Slice(Optional<String> from, Optional<String> before) {

        static final Slice ALL = new Slice(Optional.empty(), Optional.empty());
    }
}
