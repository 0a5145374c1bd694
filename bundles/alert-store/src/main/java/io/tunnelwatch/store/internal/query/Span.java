package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageRequest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a list. It has both ends always, so that SQLite searches an index even for all alerts.
 *
 * @param from alerts at this place and later ones
 * @param to and only those before this place
 */
record Span(Place from, Place to) {

    /** What of the list lies within the times of the filter, and behind the pages before. */
    static Span of(AlertFilter filter, PageRequest page) {
        Place from = filter.since().map(Place::before).orElse(Place.BEGINNING);
        Place to = Stream.of(filter.until().map(Place::before), page.after().map(Place::of))
                .flatMap(Optional::stream)
                .min(Place::compareTo)
                .orElse(Place.END);
        return new Span(from, to);
    }

    boolean isEmpty() {
        return from.compareTo(to) >= 0;
    }

    Span from(Place later) {
        return new Span(later, to);
    }

    Span to(Place earlier) {
        return new Span(from, earlier);
    }

    Sql condition() {
        return Sql.of(
                "(a.raised_at, a.id) >= (?, ?) AND (a.raised_at, a.id) < (?, ?)",
                from.raisedAt(),
                from.id(),
                to.raisedAt(),
                to.id());
    }
}
