package io.tunnelwatch.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is done to the database of the history as a whole. Implemented by the bundle {@code alert-store}; called by
 * operators' commands. Safe for any number of threads: one piece of work runs at a time, others wait for it.
 *
 * <p>Appends never wait for any of this. The history takes no events while a piece of work runs, and catches up behind
 * it. An interrupt of the caller ends the work as soon as that leaves nothing half done.
 */
@ProviderType
public interface HistoryMaintenance {

    /** The verified backups in {@code backupDirectory}, the newest first. Never waits for the database. */
    List<Backup> backups();

    /** The files that were put away, the latest first. Never waits for the database. */
    List<Quarantined> quarantine();

    /**
     * Makes a verified copy of the database while it is in use.
     *
     * @param file where to; it must not exist. Empty: a new file in {@code backupDirectory}, of which
     *     {@code backupsKept} are kept
     * @throws MaintenanceFailedException it could not be made; nothing is left under the final name
     */
    Backup backup(Optional<Path> file, Progress progress) throws MaintenanceFailedException;

    /**
     * Puts a backup in the place of the database, which goes to the quarantine, and reads from the log what it lacks.
     * Returns when the backup is in place; the log is read behind that (see the lag in {@link AlertHistory#status()}).
     * What neither the backup nor the log holds is gone from the history, and stays in the quarantined file.
     *
     * @param file a verified backup, or any whole database of the history
     * @return where the replaced database lies now; empty when there was none
     * @throws MaintenanceFailedException the file is not a whole database of the history, or can not be put there; the
     *     database is as it was
     */
    Optional<Quarantined> restore(Path file, Progress progress) throws MaintenanceFailedException;

    /**
     * Makes the database anew from the log, and brings over from the old one the rows that are older than the log.
     * Returns when the new database is in place; the rest follows in the background.
     *
     * @return where the old database lies now; empty when there was none
     * @throws MaintenanceFailedException it can not be done now; the database is as it was
     */
    Optional<Quarantined> rebuild(Progress progress) throws MaintenanceFailedException;

    /**
     * Checks every page and every index of the database ({@code PRAGMA integrity_check}). When it is damaged, its
     * recovery begins.
     *
     * @return what is wrong, in SQLite's words; empty when nothing is
     * @throws MaintenanceFailedException it could not be checked
     */
    List<String> check(Progress progress) throws MaintenanceFailedException;

    /**
     * Takes the alerts of an older application into the history, as alerts that are long over: they are no events, so
     * they notify nobody. In small transactions, between which the history takes events. Each row comes in once,
     * however often it is imported: also from a newer copy of the file, and when an import was ended in the middle.
     *
     * @throws MaintenanceFailedException the file is no such database, or the history can not be written now; what was
     *     imported until then is there
     */
    ImportResult importAlerts(ImportRequest request, Progress progress) throws MaintenanceFailedException;
}
