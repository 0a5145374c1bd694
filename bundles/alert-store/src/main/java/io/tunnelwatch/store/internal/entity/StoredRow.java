package io.tunnelwatch.store.internal.entity;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A row as it was read from a file that may be damaged, of whatever version of the tables: each value can be of the
 * wrong type, or nonsense.
 *
 * @param rowid SQLite's own number of the row
 * @param columns the values by the column's name; without those that are {@code NULL}
 */
public record StoredRow(String table, long rowid, Map<String, Object> columns) {

    public StoredRow {
        columns = Map.copyOf(columns);
    }

    /**
     * A text.
     *
     * @throws UnreadableRowException there is none
     */
    public String text(String column) {
        return optionalText(column).orElseThrow(() -> unreadable(column + " is missing"));
    }

    /**
     * A text that may be missing.
     *
     * @throws UnreadableRowException there is something else
     */
    public Optional<String> optionalText(String column) {
        Object value = columns.get(column);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw unreadable(column + " is no text");
    }

    /**
     * A whole number.
     *
     * @throws UnreadableRowException there is none
     */
    public long number(String column) {
        return optionalNumber(column).orElseThrow(() -> unreadable(column + " is missing"));
    }

    /**
     * A whole number that may be missing.
     *
     * @throws UnreadableRowException there is something else
     */
    public Optional<Long> optionalNumber(String column) {
        Object value = columns.get(column);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long || value instanceof Integer) {
            return Optional.of(((Number) value).longValue());
        }
        throw unreadable(column + " is no whole number");
    }

    /** A whole number that fits into 32 bits; otherwise as {@link #number}. */
    public int smallNumber(String column) {
        return checked(() -> Math.toIntExact(number(column)));
    }

    /** An id in the one way in which we write it; otherwise as {@link #text}. */
    public UUID id(String column) {
        UUID id = checked(() -> UUID.fromString(text(column)));
        if (!id.toString().equals(text(column))) {
            throw unreadable(column + " is no id"); // UUID.fromString takes shorter groups
        }
        return id;
    }

    /** A time; otherwise as {@link #text}. */
    public Instant time(String column) {
        return checked(() -> StoredTime.parse(text(column)));
    }

    /** What the conversion makes of the row, whose errors become {@link UnreadableRowException}. */
    public <T> T checked(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new UnreadableRowException(table, String.valueOf(rowid), e);
        }
    }

    /** The error that says why the row is not taken. */
    public UnreadableRowException unreadable(String why) {
        return new UnreadableRowException(table, String.valueOf(rowid), new IllegalArgumentException(why));
    }
}
