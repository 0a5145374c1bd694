package io.tunnelwatch.store.internal.recover;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in names of files, in UTC and sortable: {@code alerts-20261123T120000Z.db}. */
final class TimeInName {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern TIME = Pattern.compile(".*-(\\d{8}T\\d{6}Z)(?:-\\d+)?\\.db");

    private TimeInName() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** The time in a name; empty when there is none. */
    static Optional<Instant> in(Path file) {
        Matcher matcher = TIME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FORMAT.parse(matcher.group(1), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A database's name without {@code .db}. */
    static String baseName(Path database) {
        return database.getFileName().toString().replaceFirst("\\.db$", "");
    }
}
