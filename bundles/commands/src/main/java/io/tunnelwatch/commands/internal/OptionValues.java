package io.tunnelwatch.commands.internal;

import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the values of options; Karaf leaves {@code null} where an option was not typed. A refusal names the option. */
public final class OptionValues {

    private OptionValues() {}

    /** Several values, given by repeating the option or separated by commas. */
    public static Set<String> several(String option, @Nullable List<String> typed) {
        return orRefuse(() -> ArgumentReader.several(option, orNone(typed)));
    }

    /** Several constants; case does not matter. */
    public static <E extends Enum<E>> Set<E> constants(String option, @Nullable List<String> typed, Class<E> type) {
        return orRefuse(() -> ArgumentReader.constants(option, orNone(typed), type));
    }

    /** A whole number. */
    public static int number(String option, String typed, int min, int max) {
        return orRefuse(() -> ArgumentReader.number(option, typed, min, max));
    }

    /** A duration. */
    public static Duration duration(String option, String typed, Duration min, Duration max) {
        return orRefuse(() -> ArgumentReader.duration(option, typed, min, max));
    }

    /** A point in time, or how long ago. */
    public static Optional<Instant> time(String option, @Nullable String typed, Instant now) {
        return orRefuse(() -> Optional.ofNullable(typed).map(text -> ArgumentReader.time(option, text, now)));
    }

    /** A time zone. */
    public static ZoneId zone(String option, String typed) {
        return orRefuse(() -> ArgumentReader.zone(option, typed));
    }

    /** No values where an option was not typed. */
    public static List<String> orNone(@Nullable List<String> typed) {
        return Optional.ofNullable(typed).orElse(List.of());
    }

    /** What reads values, with refusals as commands give them. */
    public static <T> T orRefuse(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidArgumentException e) {
            throw new Refusal(e.getMessage());
        }
    }
}
