package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.settings.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads when a silence repeats, and refuses what can not be meant. */
final class RepetitionOptions {

    static final String EVERY = "--every";
    static final String ZONE = "--zone";
    static final String UNTIL = "--until";

    /** In a year daylight saving makes the distance of two beginnings as short as it gets. */
    private static final Duration LOOK_AHEAD = Duration.ofDays(400);

    private RepetitionOptions() {}

    /**
     * Reads it.
     *
     * @return nothing when {@code --every} was not typed
     */
    static Optional<Repetition> read(@Nullable String every, @Nullable String zone, @Nullable String until) {
        if (every == null) {
            if (zone != null || until != null) {
                throw new Refusal((zone != null ? ZONE : UNTIL) + " goes with --every only");
            }
            return Optional.empty();
        }
        Repetition repetition = parse(every, zone(zone));
        return Optional.of(until == null ? repetition : repetition.until(end(until, repetition.zone())));
    }

    /**
     * The first window: the one that holds at this time, if it began before, or else the next.
     *
     * @param from not before this time, where it is to begin later
     */
    static Instant start(Repetition repetition, Duration length, Instant now, Optional<Instant> from) {
        Instant start = repetition
                .next(from.map(time -> time.minusNanos(1)).orElseGet(() -> now.minus(length)))
                .orElseThrow(() -> new Refusal(UNTIL + ": no window of '" + repetition.text()
                        + "' begins before that, allowed is a later time"));
        Duration distance = shortestDistance(repetition, start);
        if (length.compareTo(distance) >= 0) {
            throw Refusal.ofOption(
                    "--for",
                    Durations.format(length),
                    "less than " + Durations.format(distance) + ", the shortest time from one '" + repetition.text()
                            + "' to the next in " + repetition.zone().getId());
        }
        return start;
    }

    private static Duration shortestDistance(Repetition repetition, Instant start) {
        Repetition endless = new Repetition(repetition.days(), repetition.time(), repetition.zone(), Optional.empty());
        Duration shortest = LOOK_AHEAD;
        Instant last = start;
        while (last.isBefore(start.plus(LOOK_AHEAD))) {
            Instant next = endless.next(last).orElseThrow();
            Duration distance = Duration.between(last, next);
            shortest = distance.compareTo(shortest) < 0 ? distance : shortest;
            last = next;
        }
        return shortest;
    }

    private static Repetition parse(String every, ZoneId zone) {
        try {
            return Repetition.parse(every, zone);
        } catch (IllegalArgumentException e) {
            throw new Refusal(EVERY + ": " + e.getMessage());
        }
    }

    private static ZoneId zone(@Nullable String typed) {
        if (typed == null) {
            return ZoneId.systemDefault();
        }
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equalsIgnoreCase(typed.strip()))
                .findFirst()
                .map(ZoneId::of)
                .orElseThrow(
                        () -> Refusal.ofOption(ZONE, typed, "the name of a time zone, such as Europe/Berlin or UTC"));
    }

    private static Instant end(String typed, ZoneId zone) {
        try {
            return typed.indexOf('T') > 0
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDate.parse(typed).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.ofOption(
                    UNTIL, typed, "a day such as 2027-06-01, or a time such as 2027-06-01T04:00:00+02:00");
        }
    }
}
