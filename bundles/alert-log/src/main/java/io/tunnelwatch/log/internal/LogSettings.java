package io.tunnelwatch.log.internal;

import io.tunnelwatch.settings.InvalidSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the log, checked.
 *
 * @param segmentBytes how large one file is
 * @param maxBytes what all files take at most, the reserve not counted
 * @param retention how long an event is kept at least, while {@code maxBytes} allows
 */
public record LogSettings(Path directory, long segmentBytes, long maxBytes, Duration retention) {

    static final String PID = "io.tunnelwatch.log";

    private static final long MIN_SEGMENT_BYTES = 64 << 10;
    private static final long MAX_SEGMENT_BYTES = 512 << 20;
    private static final long MIN_SEGMENTS = 4;
    private static final long MAX_RETENTION_DAYS = 3650;

    /**
     * Checks a configuration.
     *
     * @param defaultDirectory where the log lies when the configuration does not say
     * @throws InvalidSettingException a value is refused
     */
    static LogSettings of(LogConfig config, Path defaultDirectory) {
        long segmentBytes = number("segmentBytes", config.segmentBytes(), MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
        long maxBytes = number("maxBytes", config.maxBytes(), MIN_SEGMENTS * segmentBytes, Long.MAX_VALUE);
        long days = number("retentionDays", config.retentionDays(), 1, MAX_RETENTION_DAYS);
        return new LogSettings(
                directory(config.directory(), defaultDirectory), segmentBytes, maxBytes, Duration.ofDays(days));
    }

    /** What holds where nothing is configured. */
    static LogSettings defaults(Path defaultDirectory) {
        return new LogSettings(
                defaultDirectory,
                Long.parseLong(LogConfig.SEGMENT_BYTES),
                Long.parseLong(LogConfig.MAX_BYTES),
                Duration.ofDays(Long.parseLong(LogConfig.RETENTION_DAYS)));
    }

    private static Path directory(String value, Path defaultDirectory) {
        try {
            return value.isBlank() ? defaultDirectory : Path.of(value.strip()).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(PID, "directory", value, "the path of a directory");
        }
    }

    private static long number(String key, String value, long min, long max) {
        String allowed =
                max == Long.MAX_VALUE ? "a whole number from " + min : "a whole number from " + min + " to " + max;
        try {
            long number = Long.parseLong(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(PID, key, value, allowed);
        }
        throw new InvalidSettingException(PID, key, value, allowed);
    }
}
