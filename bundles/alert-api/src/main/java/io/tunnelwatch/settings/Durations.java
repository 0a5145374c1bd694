package io.tunnelwatch.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 90s}, {@code 30m}, {@code 24h}, {@code 7d}, {@code 2w}, or several, the
 * largest first: {@code 1d12h}.
 */
public final class Durations {

    private static final Pattern TEXT =
            Pattern.compile("(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
    private static final long[] SECONDS = {7 * 86_400, 86_400, 3_600, 60, 1};

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException it is none; the message says what is allowed
     */
    public static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration: write for instance 90s, 30m, 24h, 7d or 1d12h");
        }
        long seconds = 0;
        for (int unit = 0; unit < SECONDS.length; unit++) {
            String count = matcher.group(unit + 1);
            seconds += count == null ? 0 : Long.parseLong(count) * SECONDS[unit];
        }
        return Duration.ofSeconds(seconds);
    }

    /** Writes a duration for people, to the second, with at most two units: {@code 2d3h}, {@code 4m10s}, {@code 0s}. */
    public static String format(Duration duration) {
        long rest = Math.max(0, duration.toSeconds());
        StringBuilder text = new StringBuilder();
        String units = "wdhms";
        int written = 0;
        // from days on: nobody reads weeks
        for (int unit = 1; unit < SECONDS.length && written < 2; unit++) {
            long count = rest / SECONDS[unit];
            rest %= SECONDS[unit];
            if (count > 0) {
                text.append(count).append(units.charAt(unit));
            }
            written += text.length() > 0 ? 1 : 0;
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
