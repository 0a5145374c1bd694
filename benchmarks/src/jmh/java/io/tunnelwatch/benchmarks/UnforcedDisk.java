package io.tunnelwatch.benchmarks;

import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.file.Path;

/** Forces nothing to the disk: to make a large log that is to be read. */
final class UnforcedDisk implements Disk {

    private final Disk disk = new FileDisk();

    @Override
    public Output open(Path file) throws IOException {
        Output output = disk.open(file);
        return new Output() {
            @Override
            public void write(long position, byte[] bytes) throws IOException {
                output.write(position, bytes);
            }

            @Override
            public void force() {
                // that is the point
            }

            @Override
            public void close() throws IOException {
                output.close();
            }
        };
    }

    @Override
    public void allocate(Path file, long bytes) throws IOException {
        disk.allocate(file, bytes);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) {
        // that is the point
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void truncate(Path file, long bytes) throws IOException {
        disk.truncate(file, bytes);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        return disk.usableBytes(directory);
    }
}
