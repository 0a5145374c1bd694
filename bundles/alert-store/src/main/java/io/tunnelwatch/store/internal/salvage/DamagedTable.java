package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import io.tunnelwatch.store.internal.salvage.RowReader.Chunk;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads what can be read of a table, by rowid, around whatever is damaged.
 *
 * <p>SQLite trusts the numbers in the pages: it does not notice a rowid that is out of its order, nor a pointer to the
 * wrong page. So each jump in the rowids is looked at from its other side, which is another way down the tree.
 *
 * <p>Ends on any bytes: the rowids that it delivers rise, and the probes are counted.
 */
final class DamagedTable {

    /** Rows that are handed over at once. */
    static final int CHUNK = 200;

    /** A probe takes about 20 µs; one damaged inner page hides some thousand rows. */
    private static final long PROBES = 200_000;

    private final RowReader reader;
    private long probesLeft = PROBES;

    DamagedTable(Connection connection, String table) {
        this.reader = new RowReader(connection, table);
    }

    /**
     * Hands over all that can be read.
     *
     * @throws SQLException the file can not be read for another reason than damage
     * @throws InterruptedException the thread was interrupted
     */
    void read(TableSink sink) throws SQLException, InterruptedException {
        long greatest = reader.last();
        long end = greatest == Long.MAX_VALUE ? greatest : greatest + 1;
        long last = 0;
        while (last < Long.MAX_VALUE) {
            stopIfInterrupted();
            Chunk chunk = reader.rowsFrom(last + 1, CHUNK);
            List<StoredRow> sound = soundPart(chunk.rows(), last);
            if (!sound.isEmpty()) {
                sink.rows(sound);
                last = sound.get(sound.size() - 1).rowid();
            }
            boolean full = chunk.rows().size() == CHUNK;
            boolean brokenOff = chunk.damaged() || sound.size() < chunk.rows().size() - (full ? 1 : 0);
            if (brokenOff || !full && last < end - 1) {
                OptionalLong next = readableBehind(last, end);
                if (next.isEmpty()) {
                    if (last < end - 1 || brokenOff) {
                        sink.hole(last, Math.max(end, last + 2));
                    }
                    return;
                }
                if (next.getAsLong() > last + 1) {
                    sink.hole(last, next.getAsLong());
                }
                last = next.getAsLong() - 1;
            } else if (!full) {
                return;
            }
        }
    }

    static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The salvage was interrupted; it begins again from the start");
        }
    }

    /**
     * The rows up to the first whose place in the tree is not the one that its rowid says. Where two rows claim a
     * rowid, it is looked up anew: neither is taken. A row that was asked for by its number stays in any case.
     */
    private List<StoredRow> soundPart(List<StoredRow> rows, long last) throws SQLException {
        long previous = last;
        for (int i = 0; i < rows.size(); i++) {
            long rowid = rows.get(i).rowid();
            if (rowid <= previous) {
                return rows.subList(0, undisputed(rows.subList(0, i), rowid, last));
            }
            if (rowid > previous + 1 && !follows(rowid, previous)) {
                return rows.subList(0, i);
            }
            previous = rowid;
        }
        // the last one may be claimed by the next row, too
        return rows.size() == CHUNK ? rows.subList(0, CHUNK - 1) : rows;
    }

    private static int undisputed(List<StoredRow> rows, long claimed, long last) {
        int count = rows.size();
        while (count > 0 && rows.get(count - 1).rowid() >= claimed) {
            count--;
        }
        return count == 0 && !rows.isEmpty() && rows.get(0).rowid() == last + 1 ? 1 : count;
    }

    /** Whether the greater one, too, says that they are neighbours. */
    private boolean follows(long rowid, long previous) throws SQLException {
        try {
            return reader.before(rowid).orElse(0) == previous;
        } catch (SQLException e) {
            Damage.orThrow(e);
            return false;
        }
    }

    /** The first rowid that can be read behind a damage, as far as it can be found. */
    private OptionalLong readableBehind(long last, long end) throws SQLException, InterruptedException {
        long found = Long.MAX_VALUE;
        long step = 1;
        for (; found == Long.MAX_VALUE && step < end - last; step *= 2) {
            found = probe(last + step, end);
        }
        long firstKnown = found == Long.MAX_VALUE ? end : backFrom(found, last);
        OptionalLong nearer = nearer(last, firstKnown);
        if (nearer.isPresent()) {
            return nearer;
        }
        return firstKnown == end ? OptionalLong.empty() : OptionalLong.of(firstKnown);
    }

    /** Looks into a hole for rows between two damages. */
    private OptionalLong nearer(long last, long before) throws SQLException, InterruptedException {
        long size = before - last;
        if (size <= 0 || probesLeft <= 0) {
            return OptionalLong.empty();
        }
        long stride = (size - 1) / probesLeft + 1;
        for (long at = last + 1; at > 0 && at < before; at += stride) {
            probesLeft--;
            stopIfInterrupted();
            long found = probe(at, before);
            if (found < before) {
                return OptionalLong.of(backFrom(found, last));
            }
        }
        return OptionalLong.empty();
    }

    /** The row at this rowid or the first behind it, if it can be read; else the greatest number. */
    private long probe(long rowid, long end) throws SQLException {
        List<StoredRow> found = reader.rowsFrom(rowid, 1).rows();
        if (found.isEmpty() || found.get(0).rowid() < rowid || found.get(0).rowid() >= end) {
            return Long.MAX_VALUE;
        }
        long at = found.get(0).rowid();
        // a row that is out of place is another one than the row that is there when it is asked for by its number
        boolean inPlace = at == rowid || reader.rowsFrom(at, 1).rows().equals(found);
        return inPlace ? at : Long.MAX_VALUE;
    }

    /** Reads backwards until the damage, so that the hole is as small as can be. */
    private long backFrom(long readable, long last) throws SQLException, InterruptedException {
        long first = readable;
        while (true) {
            stopIfInterrupted();
            OptionalLong previous;
            try {
                previous = reader.before(first);
            } catch (SQLException e) {
                Damage.orThrow(e);
                return first;
            }
            long rowid = previous.orElse(0);
            // a row that was delivered, or one that is out of place, or that only looks readable
            if (rowid <= last || rowid >= first || probe(rowid, first) != rowid) {
                return first;
            }
            first = rowid;
        }
    }
}
