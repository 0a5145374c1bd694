package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.store.internal.query.Sql;
import java.util.List;
import java.util.stream.Stream;
import javax.persistence.EntityManager;

/** Takes rows of a table out that belong to no alert, and to the time before. */
final class OldRows implements Phase {

    /** An event of a silence stands in the time line of no alert. */
    private static final Sql OF_SILENCES = delete(
            "alert_event",
            "SELECT rowid FROM alert_event INDEXED BY alert_event_by_alert WHERE alert_id IS NULL AND at < ?");

    /**
     * Whether the clock or an operator ended it. One that repeats is over when its last window is: each is as long as
     * the first, and none begins after {@code until_at}; without that it is never over.
     */
    private static final Sql SILENCES = delete(
            "silence",
            "SELECT rowid FROM silence WHERE COALESCE(ended_at, CASE WHEN days IS NULL THEN end_at ELSE"
                    + " strftime('%Y-%m-%dT%H:%M:%f', julianday(until_at) + julianday(end_at) - julianday(start_at))"
                    + " END) < ?");

    private static final Sql REJECTED =
            delete("rejected_event", "SELECT rowid FROM rejected_event WHERE rejected_at < ?");

    /** What the history lacks of a time of which it holds nothing any more. */
    private static final Sql GAPS = delete("history_gap", "SELECT rowid FROM history_gap WHERE recorded_at < ?");

    private final Sql sql;
    private final boolean events;
    private final String horizon;

    private OldRows(Sql sql, String horizon) {
        this.sql = sql;
        this.events = sql == OF_SILENCES;
        this.horizon = horizon;
    }

    static List<Phase> before(String horizon) {
        return Stream.of(OF_SILENCES, SILENCES, REJECTED, GAPS)
                .<Phase>map(sql -> new OldRows(sql, horizon))
                .toList();
    }

    private static Sql delete(String table, String rows) {
        return Sql.of("DELETE FROM " + table + " WHERE rowid IN (" + rows + " LIMIT ?)");
    }

    @Override
    public Slice next(EntityManager entityManager, int size) {
        int gone = Sql.of(sql.text(), horizon, size).update(entityManager);
        return new Slice(gone == size, Retired.alerts(0, events ? gone : 0));
    }
}
