package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import java.util.List;

/** A way to find alerts of one filter in the order of the list, that looks at few rows more than it finds. */
interface Walk {

    /**
     * The first ones, in order. Each transaction of it is short.
     *
     * @param rows how many at most
     * @throws OutOfTimeException the thread was interrupted between two transactions
     */
    List<Alert> first(Span span, int rows);
}
