package io.tunnelwatch.store.internal.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time of a row, in the forms in which applications put times into SQLite: as SQLAlchemy does ({@code 2025-03-04
 * 10:11:12.123456}), ISO-8601 with {@code T}, {@code Z} or an offset, a day alone, or seconds or milliseconds since
 * 1970 as a number.
 *
 * @param zoneless whether the row names no zone, so that one had to be assumed
 */
record SentAt(Instant at, boolean zoneless) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d+)?");
    /** March 1973 in seconds; smaller numbers are no seconds since 1970, but perhaps a year or a Julian day. */
    private static final BigDecimal FIRST = new BigDecimal(100_000_000);
    /** The year 5138 in seconds, March 1973 in milliseconds. */
    private static final BigDecimal FIRST_OF_MILLIS = new BigDecimal(100_000_000_000L);

    private static final int NANO_DIGITS = 9;

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANO_DIGITS, true)
            .appendPattern("]][' '][XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /**
     * Reads a value as SQLite holds it.
     *
     * @param zone of times that name none; a time that its clocks skipped counts as so much later, one that they showed
     *     twice as the first
     * @throws RowRefusedException it is no time
     */
    static SentAt parse(@Nullable Object value, ZoneId zone) throws RowRefusedException {
        if (value == null) {
            throw new RowRefusedException("it has no time: sent_at is NULL");
        }
        if (value instanceof byte[]) {
            throw new RowRefusedException("sent_at is no time, but a BLOB");
        }
        String text = value.toString().strip();
        try {
            if (value instanceof Double number) {
                return ofNumber(BigDecimal.valueOf(number), text);
            }
            return NUMBER.matcher(text).matches() ? ofNumber(new BigDecimal(text), text) : ofText(text, zone);
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw refused(text);
        }
    }

    private static SentAt ofNumber(BigDecimal number, String text) throws RowRefusedException {
        if (number.compareTo(FIRST) < 0) {
            throw refused(text);
        }
        BigDecimal seconds = number.compareTo(FIRST_OF_MILLIS) < 0 ? number : number.movePointLeft(3);
        BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS);
        return new SentAt(Instant.ofEpochSecond(seconds.toBigInteger().longValueExact(), nanos.longValue()), false);
    }

    private static SentAt ofText(String text, ZoneId zone) {
        String written = text.replaceFirst("(?i)\\s*UTC$", "Z").replace(',', '.');
        TemporalAccessor found = TEXT.parseBest(written, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (found instanceof OffsetDateTime withOffset) {
            return new SentAt(withOffset.toInstant(), false);
        }
        LocalDateTime local = found instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(found);
        return new SentAt(local.atZone(zone).toInstant(), true);
    }

    private static RowRefusedException refused(String text) {
        return new RowRefusedException("sent_at is no time: '" + text + "'");
    }
}
