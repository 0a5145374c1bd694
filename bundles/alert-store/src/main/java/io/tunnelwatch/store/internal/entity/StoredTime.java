package io.tunnelwatch.store.internal.entity;

import java.time.Instant;
import java.time.LocalDate;
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

    private static final int LENGTH = 30;
    private static final int DAY_END = 10;

    private StoredTime() {}

    /** Writes a time. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** Reads what {@link #of} wrote, or another tool in ISO-8601. */
    public static Instant parse(String text) {
        return Instant.parse(text);
    }

    /**
     * The milliseconds of the epoch of a time, as {@link #parse} reads it; of what {@link #of} wrote in a fiftieth of
     * the time, for who reads a million.
     */
    public static long epochMilli(String text) {
        if (text.length() != LENGTH || text.charAt(LENGTH - 1) != 'Z' || text.charAt(DAY_END) != 'T') {
            return parse(text).toEpochMilli();
        }
        int hours = digits(text, 11, 13);
        int minutes = digits(text, 14, 16);
        int seconds = digits(text, 17, 19);
        int millis = digits(text, 20, 23);
        if (hours > 23 || minutes > 59 || seconds > 59 || (hours | minutes | seconds | millis) < 0) {
            return parse(text).toEpochMilli(); // which says what is wrong with it
        }
        return days(text) * 86_400_000L + ((hours * 60L + minutes) * 60 + seconds) * 1000 + millis;
    }

    private static long days(String text) {
        return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, DAY_END))
                .toEpochDay();
    }

    /** Negative when one of them is no digit. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static Optional<Instant> optional(String text) {
        return Optional.ofNullable(text).map(StoredTime::parse);
    }

    static String orNull(Optional<Instant> time) {
        return time.map(StoredTime::of).orElse(null);
    }
}
