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
 * @param freeBytes how much of the file holds nothing, and is used before the file grows
 * @param retention what is kept, and what went
 * @param counts since the store's bundle started
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
        List<Quarantined> quarantine,
        Optional<Long> freeBytes,
        Retention retention,
        StoreCounts counts) {

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

    /**
     * What of the history is kept.
     *
     * @param days how many days an alert is kept after its end; empty for ever
     * @param maxAlerts how many alerts are kept, the newest ones and all open ones; empty for all
     * @param lastRetired what went when something went last; empty when nothing did since the store began
     * @param trouble why the latest run ended before its time; empty when it did not
     */
    public record Retention(
            Optional<Integer> days, Optional<Long> maxAlerts, Optional<Retired> lastRetired, Optional<String> trouble) {

        /** Everything is kept, and was. */
        public static final Retention ALL =
                new Retention(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What one run retired.
     *
     * @param at when it ended
     * @param events of the time lines of these alerts, and of none
     * @param bytesGivenBack by how much the file is smaller
     */
    public record Retired(Instant at, long alerts, long events, long bytesGivenBack) {}
}
