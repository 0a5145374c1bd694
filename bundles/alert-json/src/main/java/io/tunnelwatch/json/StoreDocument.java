package io.tunnelwatch.json;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The store as JSON: the names are part of the contract.
 *
 * @param bytes the size of the database file, where the URL tells the file
 * @param freeBytes how much of the file holds nothing, and is used before the file grows
 * @param lag how many events of the log the history does not have yet; absent when the log is not here
 */
public record StoreDocument(
        StoreHealth.State state,
        Instant since,
        Optional<String> cause,
        Optional<String> hint,
        Optional<String> url,
        Optional<Long> bytes,
        Optional<Integer> schemaVersion,
        Map<String, String> pragmas,
        Optional<StoreStatus.PoolUse> pool,
        Optional<Position> position,
        Optional<Long> lag,
        Optional<StoreStatus.Fault> lastFault,
        Optional<StoreStatus.Recovery> lastRecovery,
        Optional<BackupDocument> lastBackup,
        Optional<String> backupTrouble,
        List<QuarantineDocument> quarantine,
        Optional<Long> freeBytes,
        StoreStatus.Retention retention) {

    /** Of what the service says. */
    public static StoreDocument of(StoreStatus status, Optional<AlertLog> log) {
        StoreHealth health = status.health();
        Optional<ConsumerStatus> consumer =
                log.flatMap(present -> present.status().consumer(AlertHistory.CONSUMER_ID));
        return new StoreDocument(
                health.state(),
                health.since(),
                health.cause(),
                health.hint(),
                status.url(),
                status.url().flatMap(DatabaseFile::bytes),
                status.schemaVersion(),
                new TreeMap<>(status.pragmas()),
                status.pool(),
                status.position(),
                consumer.map(ConsumerStatus::lag),
                status.lastFault(),
                status.lastRecovery(),
                status.lastBackup().map(BackupDocument::of),
                status.backupTrouble(),
                status.quarantine().stream().map(QuarantineDocument::of).toList(),
                status.freeBytes(),
                status.retention());
    }
}
