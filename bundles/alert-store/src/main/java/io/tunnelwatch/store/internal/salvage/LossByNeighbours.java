package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.StoredRow;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Estimates what is lost of a table whose index is damaged, too: of the rows that a hole may have had, those are not
 * lost that the history has between the hole's neighbours. Ids are ordered by time, so that is the same stretch of
 * time.
 */
final class LossByNeighbours {

    private final Transactions history;
    private final long room;

    /** @param room so many rows has a hole at most, whatever its rowids say */
    LossByNeighbours(Transactions history, long room) {
        this.history = history;
        this.room = room;
    }

    LostRows count(List<Hole> holes, KnownKeys keys, String timeColumn) throws InterruptedException {
        long lost = 0;
        Optional<Optional<Instant>> from = Optional.empty();
        Optional<Optional<Instant>> to = Optional.empty();
        for (Hole hole : holes) {
            DamagedTable.stopIfInterrupted();
            long missing = Math.min(hole.rows(), room) - found(hole, keys);
            if (missing > 0) {
                lost += missing;
                from = Optional.of(earlier(from, time(hole.previous(), timeColumn)));
                to = Optional.of(later(to, time(hole.next(), timeColumn)));
            }
        }
        return new LostRows(Math.min(lost, room), from.flatMap(time -> time), to.flatMap(time -> time), lost > 0);
    }

    private long found(Hole hole, KnownKeys keys) {
        return history.required(entityManager -> keys.between(entityManager, id(hole.previous()), id(hole.next())));
    }

    private static String id(Optional<StoredRow> row) {
        return row.map(neighbour -> neighbour.text("id")).orElse("");
    }

    /** Empty is before every time, and wins. */
    private static Optional<Instant> earlier(Optional<Optional<Instant>> known, Optional<Instant> time) {
        return known.isEmpty()
                ? time
                : known.get().flatMap(old -> time.map(other -> min(old, other, Comparator.naturalOrder())));
    }

    /** Empty is after every time, and wins. */
    private static Optional<Instant> later(Optional<Optional<Instant>> known, Optional<Instant> time) {
        return known.isEmpty()
                ? time
                : known.get().flatMap(old -> time.map(other -> min(old, other, Comparator.reverseOrder())));
    }

    private static Instant min(Instant one, Instant other, Comparator<Instant> order) {
        return order.compare(one, other) <= 0 ? one : other;
    }

    private static Optional<Instant> time(Optional<StoredRow> row, String column) {
        try {
            return row.flatMap(neighbour -> neighbour.optionalText(column)).map(StoredTime::parse);
        } catch (DateTimeException e) {
            return Optional.empty(); // the history has a better one of this row, and here it says nothing
        }
    }
}
