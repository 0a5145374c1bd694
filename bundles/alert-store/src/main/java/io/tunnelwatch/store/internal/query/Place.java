package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.time.Instant;
import java.util.Comparator;

/** A place in the order of every list, as the table has it: by time of raising, then by id. */
public record Place(String raisedAt, String id) implements Comparable<Place> {

    /** Before every alert. */
    public static final Place BEGINNING = new Place("", "");

    /** Behind every alert: a tilde sorts behind digits. */
    public static final Place END = new Place("~", "");

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::raisedAt).thenComparing(Place::id);

    static Place of(PageCursor cursor) {
        return new Place(StoredTime.of(cursor.raisedAt()), cursor.id().toString());
    }

    static Place of(Alert alert) {
        return of(PageCursor.of(alert));
    }

    /** Before all alerts that were raised at this time. */
    public static Place before(Instant time) {
        return new Place(StoredTime.of(time), "");
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
