package io.tunnelwatch.datasource.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Which file it is that a name stands for: device and inode. A copy over the same inode is the same file. */
record FileIdentity(Object key) {

    /** Empty when there is no such file, or none that can be reached. One {@code stat}. */
    static Optional<FileIdentity> of(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            // a file system without keys: all that can be seen is whether there is a file
            return Optional.of(new FileIdentity(key == null ? "present" : key));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
