package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Reads one damaged table and brings its rows into the history, a few in each transaction. */
final class TablePass implements TableSink {

    private final String table;
    private final Taking taking;
    private final Transactions history;
    private final Progress progress;
    private final Holes holes = new Holes();
    private long read;

    TablePass(String table, Taking taking, Transactions history, Progress progress) {
        this.table = table;
        this.taking = taking;
        this.history = history;
        this.progress = progress;
    }

    /** Does it; what could not be read stands in the answer. */
    Result run(Connection damaged) throws SQLException, InterruptedException {
        new DamagedTable(damaged, table).read(this);
        return new Result(read, holes.atEnd());
    }

    @Override
    public void rows(List<StoredRow> rows) throws InterruptedException {
        DamagedTable.stopIfInterrupted();
        Set<Long> senseless = history.required(entityManager -> taking.take(entityManager, rows));
        for (StoredRow row : rows) {
            if (senseless.contains(row.rowid())) {
                holes.missing(1);
            } else {
                holes.sound(row);
            }
        }
        read += rows.size();
        progress.at("salvaging " + table, read, 0);
    }

    @Override
    public void hole(long after, long before) {
        holes.missing(before - after - 1);
    }

    /** @param rows how many were read, also of those that make no sense */
    record Result(long rows, List<Hole> holes) {}
}
