package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.SettingReader;
import io.tunnelwatch.settings.Weekdays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of the week in which notices wait. A time that ends before it begins goes on until the next day, and belongs to
 * the day on which it began. Daylight saving is the zone's: what counts is the clock on the wall.
 *
 * @param except from this severity on alerts are told all the same; absent for no alert
 */
public record QuietHours(List<Span> spans, ZoneId zone, Optional<Severity> except) {

    private static final String DAY = "mon|tue|wed|thu|fri|sat|sun";
    private static final Pattern SPAN = Pattern.compile(
            "(?:((?:" + DAY + ")(?:-(?:" + DAY + "))?)\\s+)?(\\d{1,2}):(\\d\\d)\\s*-\\s*(\\d{1,2}):(\\d\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final String GRAMMAR =
            "times such as 22:00-06:00, or mon-fri 22:00-06:00, sat-sun 00:00-24:00 (days: mon, tue, ..., sun)";
    private static final int DAY_MINUTES = 24 * 60;

    /**
     * @param fromMinute of the day, inclusive
     * @param toMinute of the day, exclusive; not above {@code fromMinute} when it ends on the next day
     */
    public record Span(Set<DayOfWeek> days, int fromMinute, int toMinute) {

        boolean holds(DayOfWeek day, int minute) {
            boolean overnight = toMinute <= fromMinute;
            if (days.contains(day) && minute >= fromMinute && (overnight || minute < toMinute)) {
                return true;
            }
            return overnight && days.contains(day.minus(1)) && minute < toMinute;
        }
    }

    public QuietHours {
        spans = List.copyOf(spans);
    }

    /** Never quiet. */
    public static QuietHours none(ZoneId zone) {
        return new QuietHours(List.of(), zone, Optional.empty());
    }

    /**
     * Reads them.
     *
     * @param key the setting, for the error
     * @throws io.tunnelwatch.settings.InvalidSettingException they are none; the message says what is allowed
     */
    public static QuietHours read(
            SettingReader reader, String key, String text, ZoneId zone, Optional<Severity> except) {
        List<Span> spans = new ArrayList<>();
        for (String part : SettingReader.list(text)) {
            spans.add(span(part).orElseThrow(() -> reader.refused(key, text, GRAMMAR)));
        }
        return new QuietHours(spans, zone, except);
    }

    /** Whether an alert of this severity has to wait at this time. */
    public boolean hold(Severity severity, Instant at) {
        if (spans.isEmpty()
                || except.filter(least -> severity.compareTo(least) >= 0).isPresent()) {
            return false;
        }
        ZonedDateTime local = at.atZone(zone);
        int minute = local.getHour() * 60 + local.getMinute();
        return spans.stream().anyMatch(span -> span.holds(local.getDayOfWeek(), minute));
    }

    private static Optional<Span> span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int from = minutes(matcher.group(2), matcher.group(3));
        int to = minutes(matcher.group(4), matcher.group(5));
        boolean possible = from < DAY_MINUTES && to <= DAY_MINUTES && from != to;
        return possible ? Optional.of(new Span(days(matcher), from, to)) : Optional.empty();
    }

    private static int minutes(String hour, String minute) {
        int minutes = Integer.parseInt(minute);
        return minutes < 60 ? Integer.parseInt(hour) * 60 + minutes : DAY_MINUTES + 1;
    }

    private static Set<DayOfWeek> days(Matcher matcher) {
        return Optional.ofNullable(matcher.group(1))
                .flatMap(Weekdays::parse)
                .orElseGet(() -> EnumSet.allOf(DayOfWeek.class));
    }
}
