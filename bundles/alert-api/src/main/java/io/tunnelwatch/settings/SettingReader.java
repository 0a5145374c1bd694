package io.tunnelwatch.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the texts of one configuration; what is wrong is refused with the configuration's PID and the setting. */
public final class SettingReader {

    private final String pid;

    /** @param pid the configuration, for messages */
    public SettingReader(String pid) {
        this.pid = pid;
    }

    /**
     * A whole number between two others.
     *
     * @throws InvalidSettingException it is none
     */
    public int wholeNumber(String key, String text, int least, int most) {
        return wholeNumber(key, text, least, most, "a whole number from " + least + " to " + most);
    }

    /**
     * A whole number between two others, of which not all are allowed.
     *
     * @param allowed what is asked for
     * @throws InvalidSettingException it is none
     */
    public int wholeNumber(String key, String text, int least, int most, String allowed) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, as a number out of range is
        }
        throw refused(key, text, allowed);
    }

    /**
     * A constant of an enum, in any case; absent for an empty text.
     *
     * @throws InvalidSettingException it is none
     */
    public <E extends Enum<E>> Optional<E> constant(String key, String text, Class<E> type) {
        String wanted = text.strip();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<E> constants = List.of(type.getEnumConstants());
        return Optional.of(constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> refused(
                        key,
                        text,
                        "one of "
                                + constants.stream()
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }

    /**
     * A text that must be there.
     *
     * @param allowed what is asked for
     * @throws InvalidSettingException it is blank
     */
    public String required(String key, String text, String allowed) {
        return text(text).orElseThrow(() -> refused(key, text, allowed));
    }

    /** Texts between commas; empty ones do not count, and each counts once. */
    public static List<String> list(String... texts) {
        return Arrays.stream(texts)
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** The text, or nothing if it is blank. */
    public static Optional<String> text(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    /** The refusal of a value; never call it with a secret. */
    public InvalidSettingException refused(String key, String value, String allowed) {
        return new InvalidSettingException(pid, key, value, allowed);
    }
}
