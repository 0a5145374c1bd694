package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.salvage.LossByIndex.Index;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is lost, when all that could be brought into the history is there. */
final class LossCount {

    private final LossByIndex byIndex;
    private final LossByNeighbours byNeighbours;

    LossCount(Connection damaged, Transactions history) throws SQLException {
        this.byIndex = new LossByIndex(damaged, history);
        this.byNeighbours = new LossByNeighbours(damaged, history, new RowReader(damaged, "alert").room());
    }

    /** Whether there may be rows that were not read: there are holes, or an index names more than were read. */
    boolean isPartial(TablePass.Result table, Index index) throws SQLException {
        return !table.holes().isEmpty() || byIndex.rows(index).orElse(0L) > table.rows();
    }

    /** @param bare alerts that have events in the history, and neither a row nor a beginning */
    Loss count(TablePass.Result alerts, TablePass.Result events, long bare) throws SQLException, InterruptedException {
        LostRows lostAlerts = count(alerts, Index.ALERTS);
        List<String> notes = new ArrayList<>();
        if (lostAlerts.estimated() && alerts.rows() == 0 && events.rows() == 0) {
            notes.add("Of the alerts no row can be read: how many are lost is bounded by the size of the file only");
        } else if (lostAlerts.estimated() && alerts.rows() == 0) {
            lostAlerts = new LostRows(bare, Optional.empty(), Optional.empty(), true);
            notes.add(
                    "Of the alerts no row can be read: those are counted that have events left, and there may be more");
        } else if (lostAlerts.estimated()) {
            notes.add("The number of lost alerts is an upper bound");
        }
        LostRows lostEvents = count(events, Index.EVENTS);
        if (lostEvents.estimated()) {
            notes.add(
                    events.rows() == 0
                            ? "Of the events no row can be read: how many are lost is bounded by the size of the file only"
                            : "The number of lost events is an upper bound");
        }
        Optional<String> note = notes.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", notes));
        return new Loss(lostAlerts.rows(), lostEvents.rows(), lostAlerts.from(), lostAlerts.to(), note);
    }

    /** How many imported alerts the history lacks; empty when that can not be found out. */
    Optional<Long> lostImports() throws SQLException, InterruptedException {
        return byIndex.isThere(Index.IMPORTS).orElse(true)
                ? byIndex.count(Index.IMPORTS, 0).map(LostRows::rows)
                : Optional.of(0L);
    }

    private LostRows count(TablePass.Result table, Index index) throws SQLException, InterruptedException {
        if (!isPartial(table, index)) {
            return LostRows.NONE;
        }
        Optional<LostRows> exact = byIndex.count(index, table.rows());
        return exact.isPresent() ? exact.get() : byNeighbours.count(table.holes(), index, "raised_at");
    }
}
