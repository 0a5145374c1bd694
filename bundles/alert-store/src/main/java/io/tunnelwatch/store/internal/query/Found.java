package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.PageCursor;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The first alerts of a list, of those that were found in whatever order, each once. */
final class Found {

    private final TreeSet<Alert> alerts = new TreeSet<>(PageCursor.ORDER);
    private final int rows;

    /** @param rows how many at most */
    Found(int rows) {
        this.rows = rows;
    }

    void add(Collection<Alert> more) {
        alerts.addAll(more);
        while (alerts.size() > rows) {
            alerts.pollLast();
        }
    }

    /** Whether only alerts within {@link #rest} can change it. */
    boolean isFull() {
        return alerts.size() == rows;
    }

    /** The part of a span that can still change it. */
    Span rest(Span span) {
        return isFull() ? span.from(max(span.from(), last())) : span;
    }

    /** The place of the last one; only when there is one. */
    Place last() {
        return Place.of(alerts.last());
    }

    List<Alert> list() {
        return List.copyOf(alerts);
    }

    private static Place max(Place one, Place other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
