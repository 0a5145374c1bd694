package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the holes of one table while it is read in its order. */
final class Holes {

    private final List<Hole> closed = new ArrayList<>();
    private Optional<StoredRow> previous = Optional.empty();
    private long open;

    /** A row that is in the history now. */
    void sound(StoredRow row) {
        close(Optional.of(row));
        previous = Optional.of(row);
    }

    /** At most so many rows that are not, at this place. */
    void missing(long rows) {
        open = rows > Long.MAX_VALUE - open ? Long.MAX_VALUE : open + rows;
    }

    /** All of them, the table being at its end. */
    List<Hole> atEnd() {
        close(Optional.empty());
        return List.copyOf(closed);
    }

    private void close(Optional<StoredRow> next) {
        if (open > 0) {
            closed.add(new Hole(open, previous, next));
            open = 0;
        }
    }
}
