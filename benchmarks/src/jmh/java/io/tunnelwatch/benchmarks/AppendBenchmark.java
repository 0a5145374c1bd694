package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.log.internal.LogSettings;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.log.internal.file.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An append, until it is on the disk, against {@code FileChannel.write} and {@code force(false)} of the same bytes: to
 * a file that was allocated before, as the log's are, which is the faster way, and to one that grows.
 *
 * <p>How many callers there are is JMH's number of threads. Each is a closed loop, so callers by mean time is their
 * rate.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AppendBenchmark {

    private static final long SEGMENT_BYTES = 64 << 20;

    /** The log as it is by default. */
    @State(Scope.Benchmark)
    public static class Log {

        final SampleEvents events = new SampleEvents();
        private LogEngine engine;

        @Setup
        public void open() throws IOException {
            LogSettings settings =
                    new LogSettings(BenchData.empty("append-log"), SEGMENT_BYTES, 1L << 30, Duration.ofDays(30));
            engine = new LogEngine(settings, new FileDisk(), InstantSource.system());
        }

        @TearDown
        public void close() throws IOException {
            engine.close();
            BenchData.empty("append-log");
        }
    }

    /** One who appends: a peer that is lost, and comes back. */
    @State(Scope.Thread)
    public static class Caller {

        @Param({"1", "100"})
        public int events;

        private Optional<Raised> open = Optional.empty();

        List<AlertEvent> next(SampleEvents sample) {
            if (events > 1) {
                return sample.pairs(events);
            }
            if (open.isPresent()) {
                AlertEvent resolved = sample.resolved(open.get());
                open = Optional.empty();
                return List.of(resolved);
            }
            open = Optional.of(sample.raised());
            return List.of(open.get());
        }
    }

    /** A file, and frames as the log would write them. */
    @State(Scope.Benchmark)
    public static class PlainFile {

        @Param({"1", "100"})
        public int events;

        private FileChannel channel;
        private List<byte[]> frames;
        private long place;
        private int turn;

        @Setup
        public void open() throws IOException {
            SampleEvents sample = new SampleEvents();
            frames = events > 1
                    ? List.of(frame(sample.pairs(events)))
                    : sample.pairs(2).stream()
                            .map(event -> frame(List.of(event)))
                            .toList();
            Path file = BenchData.empty("plain-file").resolve("file");
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        private static byte[] frame(List<AlertEvent> events) {
            List<byte[]> json = events.stream()
                    .map(event -> EventJson.write(event).getBytes(StandardCharsets.UTF_8))
                    .toList();
            return Frame.encode(new UUID(1, 1), 1, json);
        }

        void allocate() throws IOException {
            ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
            for (long written = 0; written < SEGMENT_BYTES; written += zeros.capacity()) {
                channel.write(zeros.clear(), written);
            }
            channel.force(true);
        }

        synchronized long append() throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(frames.get(turn++ % frames.size()));
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
            channel.force(false);
            if (place + length > SEGMENT_BYTES) {
                place = 0;
            }
            return place;
        }

        @TearDown
        public void close() throws IOException {
            channel.close();
            BenchData.empty("plain-file");
        }
    }

    /** A file of its later size. */
    @State(Scope.Benchmark)
    public static class AllocatedFile {

        @Setup
        public void allocate(PlainFile file) throws IOException {
            file.allocate();
        }
    }

    @Benchmark
    public Position append(Log log, Caller caller) throws AppendRefusedException {
        return log.engine.append(caller.next(log.events));
    }

    @Benchmark
    public long plainWrite(PlainFile file, AllocatedFile allocated) throws IOException {
        return file.append();
    }

    @Benchmark
    public long plainWriteToAGrowingFile(PlainFile file) throws IOException {
        return file.append();
    }
}
