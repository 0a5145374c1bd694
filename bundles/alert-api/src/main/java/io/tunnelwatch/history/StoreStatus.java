package io.tunnelwatch.history;

import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the store, for people. What is not known now is absent.
 *
 * @param url of the database, without secrets
 * @param schemaVersion the version of the tables
 * @param position up to where the history holds the log
 * @param pragmas settings of the database engine that matter for safety, by name
 * @param pool how the connections are used
 * @param lastFault the latest fault, also when it is over
 * @param lastRecovery the latest way back to {@code AVAILABLE}
 * @param lastBackup the latest verified backup
 * @param backupTrouble why the latest attempt to make a backup failed; absent when it did not
 * @param quarantine the files that were put away, the latest first
 */
public record StoreStatus(
        StoreHealth health,
        Optional<String> url,
        Optional<Integer> schemaVersion,
        Optional<Position> position,
        Map<String, String> pragmas,
        Optional<PoolUse> pool,
        Optional<Fault> lastFault,
        Optional<Recovery> lastRecovery,
        Optional<Backup> lastBackup,
        Optional<String> backupTrouble,
        List<Quarantined> quarantine) {

    public StoreStatus {
        pragmas = Map.copyOf(pragmas);
        quarantine = List.copyOf(quarantine);
    }

    /**
     * The connections to the database.
     *
     * @param active in use now
     * @param idle open and not in use
     * @param max how many there can be
     */
    public record PoolUse(int active, int idle, int max) {}

    /** A fault of the database. */
    public record Fault(StoreHealth.State state, Instant at, String cause) {}

    /**
     * A way back to {@code AVAILABLE}.
     *
     * @param from the state it led out of
     * @param action what was done
     */
    public record Recovery(StoreHealth.State from, Instant at, String action) {}
}
