package io.tunnelwatch.log.internal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What the log asks of a file system. Tests put one in that fails. */
public interface Disk {

    /** A file that is written and forced. Belongs to one thread at a time; an interrupt does not harm it. */
    interface Output extends Closeable {

        /** Writes at a place, all or an exception. */
        void write(long position, byte[] bytes) throws IOException;

        /** Returns when all that was written is on the disk. After an exception nothing is known of it. */
        void force() throws IOException;
    }

    /** Opens a file that is there. */
    Output open(Path file) throws IOException;

    /** Makes a file of zeros, each of them really on the disk, so that writing to it later needs no room. */
    void allocate(Path file, long bytes) throws IOException;

    /** Gives a file another name, which may be taken; that is on the disk only after {@link #forceDirectory}. */
    void rename(Path from, Path to) throws IOException;

    /** Returns when the names in a folder are on the disk. An interrupt does not harm it. */
    void forceDirectory(Path directory) throws IOException;

    /** Makes a folder and those above it, where they are missing, and returns when that is on the disk. */
    void createDirectories(Path directory) throws IOException;

    /** Cuts a file off, and returns when that is on the disk. */
    void truncate(Path file, long bytes) throws IOException;

    /** Deletes a file if it is there. */
    void delete(Path file) throws IOException;

    /** How many bytes of room the file system of a folder has for us. */
    long usableBytes(Path directory) throws IOException;
}
