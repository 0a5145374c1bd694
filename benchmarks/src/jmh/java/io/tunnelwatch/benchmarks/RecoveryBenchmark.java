package io.tunnelwatch.benchmarks;

import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.log.internal.LogSettings;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Opening a log of 1 GiB, each of whose frames is checked, against reading the bytes of its files. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RecoveryBenchmark {

    private static final long BYTES = 1L << 30;
    private static final int EVENTS_PER_APPEND = 100;

    private Path folder;

    @Setup(Level.Trial)
    public void fill() throws IOException, AppendRefusedException {
        folder = BenchData.kept("recovery-log");
        try (LogEngine engine = new LogEngine(settings(), new UnforcedDisk(), InstantSource.system())) {
            SampleEvents events = new SampleEvents();
            while (engine.status().bytes() < BYTES) {
                engine.append(events.pairs(EVENTS_PER_APPEND));
            }
        }
        plainRead(); // both find the files in the cache
    }

    @Benchmark
    public LogStatus open() {
        try (LogEngine engine = new LogEngine(settings(), new FileDisk(), InstantSource.system())) {
            LogStatus status = engine.status();
            if (status.lastSequence() == 0) {
                throw new IllegalStateException("the log did not open: " + status);
            }
            return status;
        }
    }

    @Benchmark
    public long plainRead() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        long bytes = 0;
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file)) {
                for (int count = 0; count >= 0; count = channel.read(buffer.clear())) {
                    bytes += count;
                }
            }
        }
        return bytes;
    }

    private LogSettings settings() {
        return new LogSettings(folder, 64 << 20, 2 * BYTES, Duration.ofDays(30));
    }
}
