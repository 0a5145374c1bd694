package io.tunnelwatch.json;

import io.tunnelwatch.history.Backup;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup as JSON: the names are part of the contract.
 *
 * @param at when it was made
 */
public record BackupDocument(Instant at, String file, long bytes, long alerts, Optional<Position> position) {

    /** Of what the service says. */
    public static BackupDocument of(Backup backup) {
        return new BackupDocument(
                backup.madeAt(), backup.file().toString(), backup.bytes(), backup.alerts(), backup.position());
    }
}
