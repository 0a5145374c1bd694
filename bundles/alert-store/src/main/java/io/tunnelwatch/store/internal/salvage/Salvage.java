package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.DeliveryEntity;
import io.tunnelwatch.store.internal.entity.HistoryGapEntity;
import io.tunnelwatch.store.internal.entity.RejectedEventEntity;
import io.tunnelwatch.store.internal.entity.SilenceEntity;
import io.tunnelwatch.store.internal.salvage.LossByIndex.Index;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Brings into the history what only a damaged file still has, and says what is lost. The history holds the newest
 * backup already, and the log up to its head.
 *
 * <p>Every transaction is short, and leaves nothing half done: an alert comes in finished, behind its events. So who is
 * interrupted or killed begins again from the start, and comes to the same end. One salvage of a file at a time; the
 * history may be read and written meanwhile.
 */
public final class Salvage {

    private final Connection damaged;
    private final Transactions history;
    private final Predicate<UUID> openInLog;
    private final long mostLost;
    private final InstantSource clock;

    /**
     * @param damaged only reads, and takes no locks; closed by the caller
     * @param history its tables are of this version
     * @param openInLog whether the log knows an alert of this id as open
     * @param mostLost how many events neither the backup nor the log had: no more alerts or events can be lost, but for
     *     alerts that were imported
     */
    public Salvage(
            Connection damaged, Transactions history, Predicate<UUID> openInLog, long mostLost, InstantSource clock) {
        this.damaged = damaged;
        this.history = history;
        this.openInLog = openInLog;
        this.mostLost = mostLost;
        this.clock = clock;
    }

    /**
     * Does it. The loss stands in {@code history_gap} afterwards, too.
     *
     * @throws SQLException the file can not be read for another reason than damage, such as a disk that fails
     * @throws RuntimeException the history can not be written
     * @throws InterruptedException the thread was interrupted
     */
    public Quarantined.Outcome run(Progress progress) throws SQLException, InterruptedException {
        tolerate();
        Report report = new Report(DamagedFile.name(damaged), clock);
        TablePass.Result events =
                pass("alert_event", new MissingRows("id", KnownKeys.EVENTS, EventRow::entity), progress);
        TablePass.Result alerts = pass("alert", new SalvagedAlerts(openInLog, report, clock), progress);
        pass("delivery", missing("event_id", "DeliveryEntity", "eventId", DeliveryEntity::of), progress);
        pass("silence", missing("id", "SilenceEntity", "id", SilenceEntity::of), progress);
        pass("history_gap", missing("id", "HistoryGapEntity", "id", HistoryGapEntity::of), progress);
        pass(
                "rejected_event",
                missing("position", "RejectedEventEntity", "position", RejectedEventEntity::of),
                progress);
        LossCount count = new LossCount(damaged, history);
        Set<String> bare = count.isPartial(alerts, Index.ALERTS)
                ? new AlertsFromEvents(history, openInLog, report, clock).make(progress)
                : Set.of();
        Loss loss = count.count(alerts, events, bare.size());
        return report.end(history, loss.atMost(mostLostAlerts(count), mostLost));
    }

    /** Imported alerts were never in a log: neither log nor backup bound how many of them are lost. */
    private long mostLostAlerts(LossCount count) throws SQLException, InterruptedException {
        long imports = count.lostImports().orElse(Long.MAX_VALUE);
        return imports > Long.MAX_VALUE - mostLost ? Long.MAX_VALUE : mostLost + imports;
    }

    private TablePass.Result pass(String table, Taking taking, Progress progress)
            throws SQLException, InterruptedException {
        return new TablePass(table, taking, history, progress).run(damaged);
    }

    private static MissingRows missing(String column, String entity, String property, MissingRows.Conversion of) {
        return new MissingRows(column, new KnownKeys(entity, property), of);
    }

    /**
     * SQLite refuses a file that is shorter than its header says, and any file with one senseless row in its schema,
     * unless the schema may be written (<a
     * href="https://www.sqlite.org/pragma.html#pragma_writable_schema">writable_schema</a>); the connection only reads.
     */
    private void tolerate() throws SQLException {
        try (Statement statement = damaged.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
        } catch (SQLException e) {
            Damage.orThrow(e);
        }
    }
}
