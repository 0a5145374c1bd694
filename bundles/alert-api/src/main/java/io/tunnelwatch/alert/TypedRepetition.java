package io.tunnelwatch.alert;

import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.settings.InvalidArgumentException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a silence repeats, as somebody typed it.
 *
 * @param prefix what stands before the names where they are typed
 */
record TypedRepetition(String prefix, Optional<String> every, Optional<String> zone, Optional<String> until) {

    /** In a year daylight saving makes the distance of two beginnings as short as it gets. */
    private static final Duration LOOK_AHEAD = Duration.ofDays(400);

    /** The rule; nothing when {@code every} was not typed. */
    Optional<Repetition> read() {
        if (every.isEmpty()) {
            zone.ifPresent(typed -> refuseAlone("zone", typed));
            until.ifPresent(typed -> refuseAlone("until", typed));
            return Optional.empty();
        }
        Repetition repetition = parse(
                every.get(),
                zone.map(typed -> ArgumentReader.zone(prefix + "zone", typed)).orElseGet(ZoneId::systemDefault));
        return Optional.of(until.map(typed -> repetition.until(end(typed, repetition.zone())))
                .orElse(repetition));
    }

    /**
     * The first window: the one that holds at this time, if it began before, or else the next.
     *
     * @param from not before this time, where it is to begin later
     */
    Instant start(Repetition repetition, Duration length, Instant now, Optional<Instant> from) {
        Instant start = repetition
                .next(from.map(time -> time.minusNanos(1)).orElseGet(() -> now.minus(length)))
                .orElseThrow(() -> new InvalidArgumentException(
                        prefix + "until",
                        until.orElse(""),
                        "a later time",
                        prefix + "until: no window of '" + repetition.text()
                                + "' begins before that, allowed is a later time"));
        Duration distance = shortestDistance(repetition, start);
        if (length.compareTo(distance) >= 0) {
            throw new InvalidArgumentException(
                    prefix + "for",
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

    private void refuseAlone(String name, String typed) {
        throw new InvalidArgumentException(
                prefix + name, typed, "nothing", prefix + name + " goes with " + prefix + "every only");
    }

    private Repetition parse(String typed, ZoneId zone) {
        try {
            return Repetition.parse(typed, zone);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(
                    prefix + "every", typed, Repetition.GRAMMAR, prefix + "every: " + e.getMessage());
        }
    }

    private Instant end(String typed, ZoneId zone) {
        try {
            return typed.indexOf('T') > 0
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDate.parse(typed).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidArgumentException(
                    prefix + "until", typed, "a day such as 2027-06-01, or a time such as 2027-06-01T04:00:00+02:00");
        }
    }
}
