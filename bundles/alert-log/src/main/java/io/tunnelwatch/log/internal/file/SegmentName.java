package io.tunnelwatch.log.internal.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment's file: {@code 000000000042-0199a4b2-….log}. The epoch is in it, so that frames can still be
 * checked when the header is damaged.
 *
 * @param ordinal the place in the order of segments
 */
public record SegmentName(long ordinal, UUID epoch) {

    private static final Pattern PATTERN =
            Pattern.compile("(\\d{12,18})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.log");

    /** The name of this file; empty when it is no segment's. */
    public static Optional<SegmentName> of(Path file) {
        Matcher matcher = PATTERN.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new SegmentName(Long.parseLong(matcher.group(1)), UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }

    /** The file. */
    public Path in(Path directory) {
        return directory.resolve(String.format(Locale.ROOT, "%012d-%s.log", ordinal, epoch));
    }
}
