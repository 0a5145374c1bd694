package io.tunnelwatch.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Points in time as people write them: {@code 24h} for "24 hours ago", or ISO-8601, UTC where no offset is given. */
public final class PointsInTime {

    /** What can be read, for refusals. */
    static final String ALLOWED = "how long ago (24h, 7d), a day (2026-11-23) or a time (2026-11-23T08:00:00Z)";

    private PointsInTime() {}

    /**
     * Reads a point in time.
     *
     * @param text a duration (see {@link Durations}), which is taken back from {@code now}; or {@code 2026-11-23}, or
     *     {@code 2026-11-23T08:00:00Z}
     * @throws IllegalArgumentException it is none; the message says what is allowed
     */
    public static Instant parse(String text, Instant now) {
        try {
            if (text.indexOf('T') > 0) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (text.indexOf('-') > 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return now.minus(Durations.parse(text));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a point in time: write " + ALLOWED, e);
        }
    }
}
