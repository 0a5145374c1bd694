package io.tunnelwatch.wg.internal.recording;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line with which a poll begins: its time, how far the recording was, the gateway. All but the time may be missing.
 *
 * @param at from 1970 to 5138; seconds since 1970 as {@code date +%s} prints them, also with a fraction, or ISO-8601
 *     with an offset
 */
record PollTime(Instant at, Optional<Duration> elapsed, Optional<String> gateway) {

    private static final Pattern LINE = Pattern.compile("(\\S+)(?: \\+(\\d{1,10})\\.(\\d{9}))?(?: (\\S.*))?");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("(\\d{1,11})(?:[.,](\\d{1,9}))?");

    /** As far as the seconds with eleven digits go, to the year 5138: with any of these times one can reckon. */
    private static final long LAST_SECOND = 99_999_999_999L;

    /** Reads the line, without the word before it; absent when it is none, or its time is out of that range. */
    static Optional<PollTime> parse(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return Optional.empty();
        }
        Optional<Duration> elapsed = Optional.ofNullable(line.group(2))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds), Long.parseLong(line.group(3))));
        return time(line.group(1)).map(at -> new PollTime(at, elapsed, Optional.ofNullable(line.group(4))));
    }

    private static Optional<Instant> time(String text) {
        Matcher seconds = EPOCH_SECONDS.matcher(text);
        try {
            if (seconds.matches()) {
                String fraction = Optional.ofNullable(seconds.group(2)).orElse("");
                long nanos = Long.parseLong(fraction + "0".repeat(9 - fraction.length()));
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1)), nanos));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(PollTime::isInRange);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isInRange(Instant at) {
        return at.getEpochSecond() >= 0 && at.getEpochSecond() <= LAST_SECOND;
    }
}
