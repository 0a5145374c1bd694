package io.tunnelwatch.alert;

import io.tunnelwatch.settings.Weekdays;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When something begins again and again: at a time of the clock on the wall, on some days of the week. Where daylight
 * saving leaves that time out it begins at the first time after the gap; where the time comes twice, at the earlier.
 *
 * @param days at least one
 * @param time by the clock of the zone
 * @param until nothing begins at this time or later; absent when it has no end
 */
public record Repetition(Set<DayOfWeek> days, LocalTime time, ZoneId zone, Optional<Instant> until) {

    /** What {@link #parse} takes, for errors. */
    public static final String GRAMMAR =
            "days and a time, such as 'Sun 02:00', 'Mon,Wed 22:00', 'Mon-Fri 22:00' or 'daily 02:00'";

    /** @throws IllegalArgumentException there is no day */
    public Repetition {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A repetition needs a day of the week");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /**
     * Reads days and a time, with no end.
     *
     * @throws IllegalArgumentException it is none; the message says what is allowed
     */
    public static Repetition parse(String text, ZoneId zone) {
        String stripped = text.strip().replaceAll("\\s*([,-])\\s*", "$1");
        int blank = stripped.indexOf(' ');
        Optional<Set<DayOfWeek>> days = Weekdays.parse(stripped.substring(0, Math.max(0, blank)));
        Optional<LocalTime> time = time(stripped.substring(blank + 1).strip());
        if (days.isEmpty() || time.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is refused, allowed is " + GRAMMAR);
        }
        return new Repetition(days.get(), time.get(), zone, Optional.empty());
    }

    /** The same, with an end. */
    public Repetition until(Instant end) {
        return new Repetition(days, time, zone, Optional.of(end));
    }

    /** The days and the time, as {@link #parse} reads them: {@code Mon-Fri 22:00}. */
    public String text() {
        return Weekdays.format(days) + " " + time;
    }

    /** The first beginning after this time; empty when there is none any more. */
    public Optional<Instant> next(Instant after) {
        LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
        Instant next = after;
        while (!next.isAfter(after)) {
            day = onOrAfter(day);
            next = beginning(day);
            day = day.plusDays(1);
        }
        Instant found = next;
        return until.isEmpty() || found.isBefore(until.get()) ? Optional.of(found) : Optional.empty();
    }

    /** The last beginning; empty when there is no end. */
    public Optional<Instant> last() {
        return until.map(end -> {
            LocalDate day = end.atZone(zone).toLocalDate().plusDays(1);
            Instant last = end;
            while (!last.isBefore(end)) {
                day = onOrBefore(day);
                last = beginning(day);
                day = day.minusDays(1);
            }
            return last;
        });
    }

    private LocalDate onOrAfter(LocalDate day) {
        LocalDate found = day;
        while (!days.contains(found.getDayOfWeek())) {
            found = found.plusDays(1);
        }
        return found;
    }

    private LocalDate onOrBefore(LocalDate day) {
        LocalDate found = day;
        while (!days.contains(found.getDayOfWeek())) {
            found = found.minusDays(1);
        }
        return found;
    }

    private Instant beginning(LocalDate day) {
        LocalDateTime local = day.atTime(time);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(zone).toInstant(); // of a time that comes twice this is the earlier
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return text.matches("\\d{1,2}:\\d{2}")
                    ? Optional.of(LocalTime.parse(text.length() == "2:00".length() ? "0" + text : text))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
