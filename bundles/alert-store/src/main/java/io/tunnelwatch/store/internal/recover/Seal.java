package io.tunnelwatch.store.internal.recover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How a database file was when we left it: which file, its size, when it was written last. When it is otherwise,
 * somebody else wrote to it. Kept beside the file while nobody of ours uses it.
 */
record Seal(String key, long bytes, long modifiedNanos) {

    private static final String SUFFIX = "-closed";

    /** As the file is now; empty when there is none. One {@code stat}: it does not open the file. */
    static Optional<Seal> of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Seal(
                    String.valueOf(now.fileKey()),
                    now.size(),
                    now.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As it was kept; empty when it was not, or not readably. */
    static Optional<Seal> kept(Path file) {
        try {
            String[] parts = Files.readString(place(file)).strip().split(" ");
            return Optional.of(new Seal(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Keeps it beside the file. */
    void keep(Path file) throws IOException {
        Files.writeString(place(file), bytes + " " + modifiedNanos + " " + key + "\n");
    }

    private static Path place(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }
}
