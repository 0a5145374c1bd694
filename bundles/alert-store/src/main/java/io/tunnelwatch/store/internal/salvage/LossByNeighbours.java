package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.StoredRow;
import io.tunnelwatch.store.internal.entity.StoredTime;
import io.tunnelwatch.store.internal.entity.UnreadableRowException;
import io.tunnelwatch.store.internal.salvage.LossByIndex.Index;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Estimates what is lost of a table whose index is damaged, too: of the rows that a hole may have had, those are not
 * lost that the history has between the hole's neighbours, and has not from this file. Ids are ordered by time, so that
 * is the same stretch of time; but rows of one transaction are written in any order, so some of those between the
 * neighbours lie elsewhere in the file, and say nothing of the hole.
 */
final class LossByNeighbours {

    /** With more holes than that, nothing is subtracted: what is said to be lost at most is more, and still true. */
    private static final int MOST_HOLES = 100;

    private final Connection damaged;
    private final Transactions history;
    private final long room;

    /** @param room so many rows has a hole at most, whatever its rowids say */
    LossByNeighbours(Connection damaged, Transactions history, long room) {
        this.damaged = damaged;
        this.history = history;
        this.room = room;
    }

    LostRows count(List<Hole> holes, Index index, String timeColumn) throws SQLException, InterruptedException {
        long[] inThisFile = holes.size() > MOST_HOLES ? new long[0] : rowsBetweenNeighbours(holes, index.table());
        long lost = 0;
        Optional<Optional<Instant>> from = Optional.empty();
        Optional<Optional<Instant>> to = Optional.empty();
        for (int i = 0; i < holes.size(); i++) {
            DamagedTable.stopIfInterrupted();
            Hole hole = holes.get(i);
            long fromElsewhere = holes.size() > MOST_HOLES ? 0 : Math.max(0, found(hole, index.keys()) - inThisFile[i]);
            long missing = Math.min(hole.rows(), room) - fromElsewhere;
            if (missing > 0) {
                lost += missing;
                from = Optional.of(earlier(from, time(hole.previous(), timeColumn)));
                to = Optional.of(later(to, time(hole.next(), timeColumn)));
            }
        }
        return new LostRows(Math.min(lost, room), from.flatMap(time -> time), to.flatMap(time -> time), lost > 0);
    }

    /** How many rows that can be read have ids between those of each hole's neighbours. */
    private long[] rowsBetweenNeighbours(List<Hole> holes, String table) throws SQLException, InterruptedException {
        long[] counts = new long[holes.size()];
        new DamagedTable(damaged, table).read(new TableSink() {
            @Override
            public void rows(List<StoredRow> rows) {
                rows.forEach(row -> {
                    try {
                        row.optionalText("id").ifPresent(this::count);
                    } catch (UnreadableRowException e) {
                        return; // it makes no sense, and is part of a hole
                    }
                });
            }

            private void count(String id) {
                for (int i = 0; i < counts.length; i++) {
                    Hole hole = holes.get(i);
                    boolean behind = id.compareTo(id(hole.previous())) > 0;
                    if (behind && (hole.next().isEmpty() || id.compareTo(id(hole.next())) < 0)) {
                        counts[i]++;
                    }
                }
            }

            @Override
            public void hole(long after, long before) {
                // counted before
            }
        });
        return counts;
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
