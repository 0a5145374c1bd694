package io.tunnelwatch.store.internal;

import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the store, checked.
 *
 * @param callTimeout how long a query may take
 */
public record StoreSettings(Duration callTimeout, BackupSettings backups, RetentionSettings retention) {

    static final String PID = "io.tunnelwatch.store";

    static final StoreSettings DEFAULTS = new StoreSettings(
            Duration.ofSeconds(Long.parseLong(StoreConfig.CALL_TIMEOUT_SECONDS)),
            new BackupSettings(
                    Optional.of(Duration.ofHours(Long.parseLong(StoreConfig.BACKUP_EVERY_HOURS))),
                    Integer.parseInt(StoreConfig.BACKUPS_KEPT),
                    Optional.empty()),
            RetentionSettings.of(
                    Integer.parseInt(StoreConfig.RETENTION_DAYS), Integer.parseInt(StoreConfig.MAX_ALERTS)));

    private static final int MAX_CALL_TIMEOUT_SECONDS = 300;
    private static final int MAX_HOURS = 24 * 365;
    private static final int MIN_BACKUPS = 2; // the log is kept for the last two
    private static final int MAX_BACKUPS = 1000;
    private static final int MAX_DAYS = 36_500;
    private static final int MAX_ALERTS = 2_000_000_000;

    /** @throws InvalidSettingException a value is refused */
    static StoreSettings of(StoreConfig config) {
        int hours = number("backupEveryHours", config.backupEveryHours(), 0, MAX_HOURS);
        return new StoreSettings(
                Duration.ofSeconds(
                        number("callTimeoutSeconds", config.callTimeoutSeconds(), 1, MAX_CALL_TIMEOUT_SECONDS)),
                new BackupSettings(
                        hours == 0 ? Optional.empty() : Optional.of(Duration.ofHours(hours)),
                        number("backupsKept", config.backupsKept(), MIN_BACKUPS, MAX_BACKUPS),
                        directory(config.backupDirectory())),
                RetentionSettings.of(
                        number("retentionDays", config.retentionDays(), 0, MAX_DAYS),
                        number("maxAlerts", config.maxAlerts(), 0, MAX_ALERTS)));
    }

    private static int number(String setting, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        throw new InvalidSettingException(PID, setting, value, "a whole number from " + min + " to " + max);
    }

    private static Optional<Path> directory(String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        try {
            Path directory = Path.of(value.strip());
            if (directory.isAbsolute()) {
                return Optional.of(directory);
            }
        } catch (InvalidPathException e) {
            // refused below, like a relative one
        }
        throw new InvalidSettingException(PID, "backupDirectory", value, "the absolute path of a directory");
    }
}
