package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.log.internal.file.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file for the next segment, allocated in advance, so that a full disk leaves a whole segment of room. Safe for any
 * number of threads.
 */
public final class Reserve {

    /** Left free on the file system for others: the log is seldom alone on it. */
    private static final long MARGIN_BYTES = 1 << 20;

    private final Path directory;
    private final Path file;
    private final Disk disk;
    private long readyBytes;

    public Reserve(Path directory, Disk disk) {
        this.directory = directory;
        this.file = directory.resolve("reserve");
        this.disk = disk;
    }

    /**
     * Makes the reserve if it is not there. One that an earlier opening left is made zeros again, which needs no room.
     *
     * @throws NoRoomException the disk is full
     */
    public synchronized void replenish(long bytes) throws IOException {
        if (readyBytes < bytes) {
            allocate(bytes);
            readyBytes = bytes;
        }
    }

    /** The file that is handed out. */
    Path file() {
        return file;
    }

    /**
     * Hands out {@link #file} of zeros to be renamed to a segment: the reserve, or a new one if the reserve is not
     * there or too small.
     *
     * @param leastBytes what it must have; it is so small only when there is no room for more
     * @param bytes what it should have
     * @return what it has
     * @throws NoRoomException the disk is full
     */
    synchronized long take(long leastBytes, long bytes) throws IOException {
        if (Files.notExists(file)) {
            readyBytes = 0; // somebody deleted it
        }
        try {
            replenish(bytes);
        } catch (NoRoomException e) {
            if (readyBytes < leastBytes) {
                throw e;
            }
        }
        long size = readyBytes;
        readyBytes = 0;
        return size;
    }

    private void allocate(long bytes) throws IOException {
        long there = Files.exists(file) ? Files.size(file) : 0;
        long more = bytes - there;
        if (more > 0 && disk.usableBytes(directory) < more + MARGIN_BYTES) {
            throw new NoRoomException(directory, more + MARGIN_BYTES, null);
        }
        try {
            disk.allocate(file, bytes);
        } catch (IOException e) {
            readyBytes = 0;
            if (there == 0) {
                disk.delete(file); // what was gained of the room is for others
            }
            throw NoRoomException.isCauseOf(e) ? new NoRoomException(directory, bytes, e) : e;
        }
    }
}
