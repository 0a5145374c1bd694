package io.tunnelwatch.itests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What appends are measured by: every 50 ms as many bytes as an event has, written and forced to the log's disk, into a
 * file that has its size already. So what the disk and the machine add to an append can be told from what the log does.
 */
final class PlainWrites implements AutoCloseable {

    private static final int FILE_BYTES = 4 << 20;
    private static final int EVENT_BYTES = 400;
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final FileChannel file;
    private final Map<Long, Long> microsByBegin = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "plain-writes"));

    private PlainWrites(FileChannel file) {
        this.file = file;
    }

    /** Begins. */
    static PlainWrites to(Volume volume) throws IOException {
        Path path = volume.folder().resolve("plain-writes");
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.write(ByteBuffer.allocate(FILE_BYTES));
        file.force(true);
        PlainWrites writes = new PlainWrites(file);
        writes.thread.scheduleWithFixedDelay(writes::write, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return writes;
    }

    /** Those that began in this time of the monotonic clock. */
    Optional<Row.Millis> between(long begin, long end) {
        List<Long> micros = microsByBegin.entrySet().stream()
                .filter(write -> write.getKey() >= begin && write.getKey() <= end)
                .map(Map.Entry::getValue)
                .toList();
        return Row.Millis.of(micros);
    }

    private void write() {
        long begin = System.nanoTime();
        try {
            long place = (long) microsByBegin.size() * EVENT_BYTES % (FILE_BYTES - EVENT_BYTES);
            file.write(ByteBuffer.allocate(EVENT_BYTES), place);
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The log's disk takes no plain write", e);
        }
        microsByBegin.put(begin, (System.nanoTime() - begin) / 1_000);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("A plain write has not ended within " + END_WITHIN);
            }
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
