package io.tunnelwatch.log.internal.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an open file is still the one of its name. As a rule only the folder is asked, whose time of change tells of
 * names that came or went: asking for the times of the file itself makes Linux (since 6.13) give each write to it a
 * time of its own, and a force then takes half as long again (<a
 * href="https://docs.kernel.org/filesystems/multigrain-ts.html">multigrain timestamps</a>). For one thread at a time.
 */
final class SegmentPlace {

    /** A folder that was changed so recently may be changed again within the same tick of its clock. */
    private static final Duration TICK = Duration.ofMillis(20);

    private final Path file;
    private final Object fileKey;
    private final InstantSource clock;
    private Optional<Folder> checked = Optional.empty();

    /** The folder as it was when the file was found in its place. */
    private record Folder(Object key, FileTime changed) {}

    /** @throws IOException the file is not there */
    SegmentPlace(Path file, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.fileKey = key(Files.readAttributes(file, BasicFileAttributes.class));
    }

    /** @throws IOException there is nothing of this name, or nobody can tell */
    boolean isHeld() throws IOException {
        Instant now = clock.instant();
        BasicFileAttributes attributes = Files.readAttributes(file.getParent(), BasicFileAttributes.class);
        Folder folder = new Folder(key(attributes), attributes.lastModifiedTime());
        if (checked.isPresent() && checked.get().equals(folder)) {
            return true;
        }
        boolean held = fileKey.equals(key(Files.readAttributes(file, BasicFileAttributes.class)));
        boolean settled = folder.changed().toInstant().plus(TICK).isBefore(now);
        checked = held && settled ? Optional.of(folder) : Optional.empty();
        return held;
    }

    /** A file system without keys says nothing: then any file of the name will do. */
    private static Object key(BasicFileAttributes attributes) {
        return Objects.requireNonNullElse(attributes.fileKey(), "");
    }
}
