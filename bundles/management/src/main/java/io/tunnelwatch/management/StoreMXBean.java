package io.tunnelwatch.management;

import javax.management.MXBean;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The history database, {@value #NAME}. Sends a {@code javax.management.AttributeChangeNotification} of {@code State}
 * when that has changed; changes are looked for every second.
 */
@MXBean
@ProviderType
public interface StoreMXBean {

    /** The object name. */
    String NAME = LogMXBean.DOMAIN + ":type=Store";

    /**
     * {@code AVAILABLE}, {@code LOCKED}, {@code READONLY}, {@code IO_ERROR}, {@code FULL}, {@code MISSING},
     * {@code CORRUPT}, {@code UNREACHABLE}.
     */
    String getState();

    /** Whether it can be read and written. */
    boolean isAvailable();

    /** Since when it has its state. */
    String getSince();

    /** What the database said. */
    @Nullable
    String getCause();

    /** What is done about it, and what a person can do. */
    @Nullable
    String getHint();

    /** The address of the database, without secrets. */
    @Nullable
    String getUrl();

    /** The version of its tables. */
    @Nullable
    Integer getSchemaVersion();

    /** The number of the event up to which it holds the log. */
    @Nullable
    Long getSequence();

    /** How many events it has not taken yet. */
    @Nullable
    Long getLag();

    /** Connections in use. */
    @Nullable
    Integer getPoolActive();

    /** Connections that are open and not in use. */
    @Nullable
    Integer getPoolIdle();

    /** How many connections there can be. */
    @Nullable
    Integer getPoolMax();

    /** The latest fault, also when it is over. */
    @Nullable
    String getLastFault();

    /** When that was. */
    @Nullable
    String getLastFaultAt();

    /** What was done to get out of the latest fault. */
    @Nullable
    String getLastRecovery();

    /** When that was. */
    @Nullable
    String getLastRecoveryAt();

    /** The file of the latest verified backup. */
    @Nullable
    String getLastBackup();

    /** When that was made. */
    @Nullable
    String getLastBackupAt();

    /** Why the latest attempt to make a backup failed. */
    @Nullable
    String getBackupTrouble();

    /** How much of the file holds nothing. */
    @Nullable
    Long getFreeBytes();

    /** How many files were put away. */
    int getQuarantinedFiles();

    /**
     * Makes a verified backup in the backup folder, and waits for it.
     *
     * @return its file
     * @throws IllegalStateException it could not be made; the message says why
     */
    String backup();

    /**
     * Checks every page and index, and waits for that.
     *
     * @return what is wrong; empty when nothing is
     * @throws IllegalStateException it could not be checked
     */
    String[] check();

    /**
     * Makes the database anew from the log.
     *
     * @return where the old one lies now; null when there was none
     * @throws IllegalStateException it can not be done now; the message says why
     */
    @Nullable
    String rebuild();
}
