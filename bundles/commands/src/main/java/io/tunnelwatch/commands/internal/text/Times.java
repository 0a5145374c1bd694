package io.tunnelwatch.commands.internal.text;

import io.tunnelwatch.settings.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times for people: absolute in UTC, and how long ago.
 *
 * @param now what "ago" counts from
 */
public record Times(Instant now) {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** {@code 2026-11-23 15:04:05 UTC}. */
    public static String absolute(Instant time) {
        return UTC.format(time);
    }

    /** {@code 4m10s ago}, or {@code in 4m10s}. */
    public String relative(Instant time) {
        Duration age = Duration.between(time, now);
        long ahead = age.negated().toSeconds();
        return ahead > 0 ? "in " + Durations.format(age.negated()) : Durations.format(age) + " ago";
    }

    /** {@code 2026-11-23 15:04:05 UTC (4m10s ago)}. */
    public String both(Instant time) {
        return absolute(time) + " (" + relative(time) + ")";
    }

    /** In a table: both where there is room, else how long ago. */
    public Cell cell(Instant time) {
        return Cell.of(both(time), relative(time));
    }

    /** In a table that needs its room for more: how long ago, in a narrow one without the word. */
    public Cell agoCell(Instant time) {
        return Cell.of(relative(time), withoutAgo(time));
    }

    private String withoutAgo(Instant time) {
        return relative(time).replace(" ago", "");
    }

    /** In a table with little room: both, else how long ago without the word. */
    public Cell narrowCell(Instant time) {
        return Cell.of(both(time), withoutAgo(time));
    }
}
