package io.tunnelwatch.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what somebody asked for, in options of commands and parameters of URLs; a refusal says which, what, and why.
 */
public final class ArgumentReader {

    private ArgumentReader() {}

    /**
     * Several values, given one by one or separated by commas.
     *
     * @throws InvalidArgumentException one of them is blank
     */
    public static Set<String> several(String name, Collection<String> texts) {
        Set<String> values = new LinkedHashSet<>();
        for (String part : texts) {
            for (String value : part.split(",", -1)) {
                if (value.isBlank()) {
                    throw new InvalidArgumentException(name, part, "one value, or several with commas between them");
                }
                values.add(value.strip());
            }
        }
        return values;
    }

    /**
     * Several constants; case does not matter.
     *
     * @throws InvalidArgumentException one of them is none
     */
    public static <E extends Enum<E>> Set<E> constants(String name, Collection<String> texts, Class<E> type) {
        Set<E> constants = EnumSet.noneOf(type);
        for (String value : several(name, texts)) {
            constants.add(Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new InvalidArgumentException(name, value, "one of " + names(type))));
        }
        return constants;
    }

    /**
     * A whole number.
     *
     * @throws InvalidArgumentException it is none, or not between the two
     */
    public static int number(String name, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, as a number out of range is
        }
        throw new InvalidArgumentException(name, text, "a whole number from " + min + " to " + max);
    }

    /**
     * A point in time, as {@link PointsInTime} reads it.
     *
     * @throws InvalidArgumentException it is none
     */
    public static Instant time(String name, String text, Instant now) {
        try {
            return PointsInTime.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(name, text, PointsInTime.ALLOWED, name + ": " + e.getMessage());
        }
    }

    /**
     * A duration.
     *
     * @throws InvalidArgumentException it is none, or not between the two
     */
    public static Duration duration(String name, String text, Duration min, Duration max) {
        String allowed = "a duration from " + Durations.format(min) + " to " + Durations.format(max);
        try {
            Duration duration = Durations.parse(text.strip());
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(name, text, allowed, name + ": " + e.getMessage());
        }
        throw new InvalidArgumentException(name, text, allowed);
    }

    /**
     * A time zone; in names case does not matter.
     *
     * @throws InvalidArgumentException it is none
     */
    public static ZoneId zone(String name, String text) {
        String stripped = text.strip();
        Optional<String> known = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equalsIgnoreCase(stripped))
                .findFirst();
        try {
            return ZoneId.of(known.orElse(stripped));
        } catch (DateTimeException e) {
            throw new InvalidArgumentException(name, text, "a time zone such as UTC, Europe/Berlin or +02:00");
        }
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
