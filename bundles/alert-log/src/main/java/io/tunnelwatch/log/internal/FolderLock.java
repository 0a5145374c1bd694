package io.tunnelwatch.log.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process, or a second version of this bundle, from opening the same log. Ends with its process. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    /** @throws IOException somebody else has the folder */
    FolderLock(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null;
        } catch (OverlappingFileLockException e) {
            throw new IOException(inUse(directory), e);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new IOException(inUse(directory));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inUse(Path directory) {
        return "The alert log in " + directory
                + " is in use by another process: each Karaf needs a folder of its own (setting directory of "
                + LogSettings.PID + ")";
    }
}
