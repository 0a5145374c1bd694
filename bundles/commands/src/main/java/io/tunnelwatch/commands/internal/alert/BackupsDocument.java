package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.history.Backup;
import io.tunnelwatch.json.BackupDocument;
import java.util.List;

/** {@code alert:backup --list} as JSON: the names are part of the contract. */
record BackupsDocument(List<BackupDocument> backups) {

    static BackupsDocument of(List<Backup> backups) {
        return new BackupsDocument(backups.stream().map(BackupDocument::of).toList());
    }
}
