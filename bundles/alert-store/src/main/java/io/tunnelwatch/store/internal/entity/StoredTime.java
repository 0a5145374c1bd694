package io.tunnelwatch.store.internal.entity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Times as the tables hold them: UTC, to the nanosecond, always 30 characters, so that every engine sorts and compares
 * them as text and SQLite's date functions read them: {@code 2026-11-23T12:00:00.000000000Z}.
 */
public final class StoredTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private StoredTime() {}

    /** Writes a time. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** Reads what {@link #of} wrote, or another tool in ISO-8601. */
    public static Instant parse(String text) {
        return Instant.parse(text);
    }

    static Optional<Instant> optional(String text) {
        return Optional.ofNullable(text).map(StoredTime::parse);
    }

    static String orNull(Optional<Instant> time) {
        return time.map(StoredTime::of).orElse(null);
    }
}
