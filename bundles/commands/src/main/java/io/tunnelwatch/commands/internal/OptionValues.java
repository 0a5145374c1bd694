package io.tunnelwatch.commands.internal;

import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.settings.PointsInTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the values of options; Karaf leaves {@code null} where an option was not typed. A refusal names the option. */
public final class OptionValues {

    private OptionValues() {}

    /** Several values, given by repeating the option or separated by commas. */
    public static Set<String> several(String option, @Nullable List<String> typed) {
        Set<String> values = new LinkedHashSet<>();
        for (String part : Optional.ofNullable(typed).orElse(List.of())) {
            for (String value : part.split(",", -1)) {
                if (value.isBlank()) {
                    throw Refusal.ofOption(option, part, "one value, or several with commas between them");
                }
                values.add(value.strip());
            }
        }
        return values;
    }

    /** Several constants; case does not matter. */
    public static <E extends Enum<E>> Set<E> constants(String option, @Nullable List<String> typed, Class<E> type) {
        Set<E> constants = EnumSet.noneOf(type);
        for (String value : several(option, typed)) {
            constants.add(Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> Refusal.ofOption(option, value, "one of " + names(type))));
        }
        return constants;
    }

    /** A whole number. */
    public static int number(String option, String typed, int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        try {
            int number = Integer.parseInt(typed.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.ofOption(option, typed, allowed);
        }
        throw Refusal.ofOption(option, typed, allowed);
    }

    /** A duration. */
    public static Duration duration(String option, String typed, Duration min, Duration max) {
        try {
            Duration duration = Durations.parse(typed.strip());
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(option + ": " + e.getMessage());
        }
        throw Refusal.ofOption(
                option, typed, "a duration from " + Durations.format(min) + " to " + Durations.format(max));
    }

    /** A point in time, or how long ago. */
    public static Optional<Instant> time(String option, @Nullable String typed, Instant now) {
        try {
            return Optional.ofNullable(typed).map(text -> PointsInTime.parse(text, now));
        } catch (IllegalArgumentException e) {
            throw new Refusal(option + ": " + e.getMessage());
        }
    }

    /** A time zone. */
    public static ZoneId zone(String option, String typed) {
        try {
            return ZoneId.of(typed.strip());
        } catch (DateTimeException e) {
            throw Refusal.ofOption(option, typed, "a time zone such as UTC, Europe/Berlin or +02:00");
        }
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
