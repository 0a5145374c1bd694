package io.tunnelwatch.settings;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Days of the week as people write them: {@code Sun}, {@code Mon,Wed}, {@code Mon-Fri}, {@code Sat-Mon,Wed}, or
 * {@code daily} for all of them. Case does not matter.
 */
public final class Weekdays {

    private static final String DAILY = "daily";
    private static final String ABBREVIATIONS = "MonTueWedThuFriSatSun";
    private static final int LETTERS = 3;

    /** A span is shorter than the days it stands for from this length on. */
    private static final int SPAN = 3;

    private Weekdays() {}

    /** Reads days; empty when the text is none. */
    public static Optional<Set<DayOfWeek>> parse(String text) {
        if (text.strip().equalsIgnoreCase(DAILY)) {
            return Optional.of(EnumSet.allOf(DayOfWeek.class));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
                return Optional.empty();
            }
            days.addAll(span(first.get(), last.get()));
        }
        return Optional.of(days);
    }

    /** Writes days, at least one, in a way that {@link #parse} reads: {@code Mon,Wed}, {@code Mon-Fri}. */
    public static String format(Set<DayOfWeek> days) {
        List<DayOfWeek> sorted = List.copyOf(EnumSet.copyOf(days));
        if (sorted.size() == DayOfWeek.values().length) {
            return DAILY;
        }
        DayOfWeek first = sorted.get(0);
        DayOfWeek last = sorted.get(sorted.size() - 1);
        if (sorted.size() >= SPAN && sorted.equals(span(first, last))) {
            return name(first) + "-" + name(last);
        }
        return sorted.stream().map(Weekdays::name).collect(Collectors.joining(","));
    }

    private static List<DayOfWeek> span(DayOfWeek first, DayOfWeek last) {
        List<DayOfWeek> span = new ArrayList<>(List.of(first));
        for (DayOfWeek day = first; day != last; day = day.plus(1)) {
            span.add(day.plus(1));
        }
        return span;
    }

    private static Optional<DayOfWeek> day(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return EnumSet.allOf(DayOfWeek.class).stream()
                .filter(day -> name(day).toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private static String name(DayOfWeek day) {
        return ABBREVIATIONS.substring(day.ordinal() * LETTERS, (day.ordinal() + 1) * LETTERS);
    }
}
