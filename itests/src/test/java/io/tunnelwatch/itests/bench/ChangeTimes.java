package io.tunnelwatch.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;

/** When a file was changed, as far as somebody looked in time. */
final class ChangeTimes {

    private final Path file;
    private final NavigableSet<Instant> seen = new TreeSet<>();
    private Instant forgotten = Instant.MIN;

    /** @param file may not be there yet */
    ChangeTimes(Path file) {
        this.file = file;
    }

    /** One {@code stat}. */
    void look() {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            if (changed.isAfter(forgotten)) {
                seen.add(changed);
            }
        } catch (NoSuchFileException e) {
            return; // not yet
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }

    /** What was until now is not asked for any more. */
    void forget() {
        look();
        forgotten = seen.isEmpty() ? forgotten : seen.last();
        seen.clear();
    }

    /** Whether it was changed since {@link #forget}, and not any more for so long. */
    boolean areQuietFor(Duration time) {
        return !seen.isEmpty() && last().isBefore(Instant.now().minus(time));
    }

    /** The latest that was seen. */
    Instant last() {
        return seen.last();
    }

    /** The latest that was seen and is not after this. */
    Instant lastBefore(Instant time) {
        Instant found = seen.floor(time);
        if (found == null) {
            throw new AssertionError(file + " was not changed before " + time + ", but at " + seen);
        }
        return found;
    }
}
