package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.log.internal.file.Disk;
import java.io.IOException;
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

    /** Whether it is there. */
    public synchronized boolean isReady() {
        return readyBytes > 0;
    }

    /**
     * Hands out a file of zeros to be renamed to a segment: the reserve, or a new one if the reserve is not there or
     * too small.
     *
     * @throws NoRoomException the disk is full
     */
    synchronized Path take(long bytes) throws IOException {
        if (readyBytes < bytes) {
            allocate(bytes);
        }
        readyBytes = 0;
        return file;
    }

    private void allocate(long bytes) throws IOException {
        long there = java.nio.file.Files.exists(file) ? java.nio.file.Files.size(file) : 0;
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
