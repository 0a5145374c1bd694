package io.tunnelwatch.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** When a file was emptied again and again, as far as somebody looked before it was written to. */
final class EmptiedFile {

    private final Path file;
    private final NavigableSet<Instant> seen = new TreeSet<>();

    /** @param file may not be there yet */
    EmptiedFile(Path file) {
        this.file = file;
    }

    /** One {@code stat}. */
    void look() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() == 0) {
                seen.add(now.lastModifiedTime().toInstant());
            }
        } catch (NoSuchFileException e) {
            return; // not yet
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }

    /** The first time that was seen and is not before this. */
    Instant firstSince(Instant time) {
        return found(seen.ceiling(time), "since " + time);
    }

    /** The latest time that was seen and is not after this. */
    Instant lastUntil(Instant time) {
        return found(seen.floor(time), "until " + time);
    }

    private Instant found(Instant time, String when) {
        Collection<Instant> all = seen;
        if (time == null) {
            throw new AssertionError(file + " was not seen empty " + when + ", but " + all);
        }
        return time;
    }
}
