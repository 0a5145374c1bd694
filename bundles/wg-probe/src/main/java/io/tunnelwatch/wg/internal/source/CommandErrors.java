package io.tunnelwatch.wg.internal.source;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command said on its standard error, fit for a message: bounded, in one line, without control characters or
 * keys.
 */
final class CommandErrors {

    private static final int MAX_CHARS = 200;

    /**
     * {@code show_main} in wireguard-tools' {@code show.c}: it goes on with the other interfaces and may still exit
     * with 0.
     */
    private static final Pattern UNREADABLE = Pattern.compile("Unable to access interface (\\S+): (.*)");

    /** Nobody should print a key there; a script that traces its commands does. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private static final Pattern NOT_PERMITTED = Pattern.compile(
            "operation not permitted|permission denied|password is required|terminal is required|not allowed to",
            Pattern.CASE_INSENSITIVE);

    private final List<String> lines;

    private CommandErrors(List<String> lines) {
        this.lines = lines;
    }

    static CommandErrors of(byte[] stderr, int length) {
        return new CommandErrors(new String(stderr, 0, length, StandardCharsets.UTF_8)
                .lines()
                .map(CommandErrors::sanitized)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    private static String sanitized(String line) {
        String text = KEY.matcher(line).replaceAll("(key)").replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        return (text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "..." : text).trim();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The first line, in which commands tend to say what is wrong. */
    String firstLine() {
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** The interfaces that {@code wg} could not read, each with its reason. */
    Map<String, String> unreadableInterfaces() {
        Map<String, String> unreadable = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher matcher = UNREADABLE.matcher(line);
            if (matcher.matches()) {
                unreadable.putIfAbsent(matcher.group(1), matcher.group(2));
            }
        }
        return unreadable;
    }

    /** Whether the command lacked a right. */
    boolean sayNotPermitted() {
        return lines.stream().anyMatch(line -> NOT_PERMITTED.matcher(line).find());
    }
}
