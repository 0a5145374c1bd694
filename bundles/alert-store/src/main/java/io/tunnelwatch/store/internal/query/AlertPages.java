package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.store.internal.database.Transactions;
import java.util.List;
import java.util.Optional;

/** Pages of alerts. A page that takes long is read in several transactions: a long one would hold up the writer. */
public final class AlertPages {

    private final Transactions transactions;
    private final SliceSizes sizes;

    public AlertPages(Transactions transactions) {
        this(transactions, SliceSizes.DEFAULT);
    }

    /** @param sizes how many rows one transaction looks at */
    public AlertPages(Transactions transactions, SliceSizes sizes) {
        this.transactions = transactions;
        this.sizes = sizes;
    }

    /**
     * One page.
     *
     * @throws OutOfTimeException the thread was interrupted between two transactions
     */
    public AlertPage list(AlertFilter filter, PageRequest page) {
        Found found = new Found(page.limit() + 1); // one more tells whether a further page follows
        Span span = Span.of(filter, page);
        for (Walk walk : Walks.of(transactions, sizes, filter)) {
            found.add(walk.first(found.rest(span), page.limit() + 1));
        }
        List<Alert> alerts = found.list();
        if (alerts.size() <= page.limit()) {
            return new AlertPage(alerts, Optional.empty());
        }
        List<Alert> first = alerts.subList(0, page.limit());
        return new AlertPage(first, Optional.of(PageCursor.of(first.get(first.size() - 1))));
    }
}
