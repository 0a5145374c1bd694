package io.tunnelwatch.log.internal;

import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The real disk, whose calls fail when a test says so. */
public final class FailingDisk implements Disk {

    private static final Runnable NOTHING = () -> {};

    private final Disk real = new FileDisk();

    /** How many of the next forces fail. */
    public final AtomicInteger forcesToFail = new AtomicInteger();

    /** What is done before the next force. */
    public final AtomicReference<Runnable> beforeForce = new AtomicReference<>(NOTHING);

    /** What the next force throws. */
    public final AtomicReference<Optional<Error>> errorInForce = new AtomicReference<>(Optional.empty());

    /** What the next making of a file or a folder throws. */
    public final AtomicReference<Optional<Error>> errorInMaking = new AtomicReference<>(Optional.empty());

    /** How many of the next forces of a folder fail. */
    public final AtomicInteger directoryForcesToFail = new AtomicInteger();

    /** How many forces there were. */
    public final AtomicInteger forces = new AtomicInteger();

    /** Whether a new file finds no room. */
    public volatile boolean full;

    @Override
    public Output open(Path file) throws IOException {
        Output output = real.open(file);
        return new Output() {
            @Override
            public void write(long position, byte[] bytes) throws IOException {
                output.write(position, bytes);
            }

            @Override
            public void force() throws IOException {
                forces.incrementAndGet();
                beforeForce.getAndSet(NOTHING).run();
                output.force();
                throwOnce(errorInForce);
                if (forcesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IOException("Input/output error");
                }
            }

            @Override
            public void close() throws IOException {
                output.close();
            }
        };
    }

    @Override
    public void allocate(Path file, long bytes) throws IOException {
        throwOnce(errorInMaking);
        if (full && file.toFile().length() < bytes) {
            throw new IOException("No space left on device");
        }
        real.allocate(file, bytes);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        real.forceDirectory(directory);
        if (directoryForcesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        throwOnce(errorInMaking);
        real.createDirectories(directory);
    }

    @Override
    public void truncate(Path file, long bytes) throws IOException {
        real.truncate(file, bytes);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        return real.usableBytes(directory);
    }

    private static void throwOnce(AtomicReference<Optional<Error>> error) {
        Optional<Error> thrown = error.getAndSet(Optional.empty());
        if (thrown.isPresent()) {
            throw thrown.get();
        }
    }
}
