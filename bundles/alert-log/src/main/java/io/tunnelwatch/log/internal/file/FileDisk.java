package io.tunnelwatch.log.internal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file system of the machine. */
public final class FileDisk implements Disk {

    private static final int ZEROS = 1 << 20;

    /** Forced in parts: an append that is forced meanwhile waits for what is before it in the disk's queue. */
    private static final int ZEROS_AT_ONCE = 4 * ZEROS;

    @Override
    public Output open(Path file) throws IOException {
        return new FileOutput(file);
    }

    @Override
    public void allocate(Path file, long bytes) throws IOException {
        byte[] zeros = new byte[ZEROS];
        try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "rw")) {
            for (long written = 0; written < bytes; written += ZEROS) {
                output.write(zeros, 0, (int) Math.min(ZEROS, bytes - written));
                if ((written + ZEROS) % ZEROS_AT_ONCE == 0) {
                    output.getFD().sync();
                }
            }
            output.setLength(bytes);
            output.getFD().sync();
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) { // also one that is reached through a link
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        createDirectories(parent);
        Files.createDirectory(directory);
        forceDirectory(parent);
    }

    @Override
    public void truncate(Path file, long bytes) throws IOException {
        try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "rw")) {
            if (output.length() > bytes) {
                output.setLength(bytes);
                output.getFD().sync();
            }
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /**
     * Two handles on one file. A {@link FileChannel} would be closed under all callers when one of them is interrupted;
     * {@link RandomAccessFile} is not, but can only {@code fsync}. The asynchronous channel's {@code force} runs in the
     * caller's thread, is not interrupted, and is {@code fdatasync}: the file's size never changes, so nothing more is
     * needed.
     */
    private static final class FileOutput implements Output {

        private final RandomAccessFile writer;
        private final AsynchronousFileChannel forcer;

        FileOutput(Path file) throws IOException {
            this.forcer = AsynchronousFileChannel.open(file, StandardOpenOption.WRITE);
            try {
                this.writer = new RandomAccessFile(file.toFile(), "rw");
            } catch (IOException e) {
                forcer.close(); // or being out of descriptors would cost one more with each attempt
                throw e;
            }
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            writer.seek(position);
            writer.write(bytes);
        }

        @Override
        public void force() throws IOException {
            forcer.force(false);
        }

        @Override
        public void close() throws IOException {
            try (writer) {
                forcer.close();
            }
        }
    }
}
