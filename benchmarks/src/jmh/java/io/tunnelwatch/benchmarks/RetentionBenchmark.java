package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The store applies events, twenty a second at most, while half of 1,000,000 alerts are retired, and while none are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RetentionBenchmark {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Param({"false", "true"})
    public boolean retiring;

    private final SampleEvents sample = new SampleEvents(LargeHistory.END);
    private RetiringHistory history;
    private List<LogEntry> next = List.of();
    private long sequence;

    @Setup
    public void open() throws Exception {
        Path file = BenchData.empty("retention").resolve("alerts.db");
        history = new RetiringHistory(Files.copy(RetiringHistory.file(), file));
        if (retiring) {
            history.beginToRetire();
        }
    }

    @Setup(Level.Invocation)
    public void next() {
        LockSupport.parkNanos(PAUSE_NANOS);
        Raised event = sample.raised();
        sequence++;
        next = List.of(new LogEntry.Known(new Position(new UUID(1, 1), sequence), EventJson.write(event), event));
    }

    @TearDown
    public void close() throws Exception {
        history.close();
        BenchData.empty("retention");
    }

    @Benchmark
    public void apply() throws NotTakenException {
        history.consumer().accept(next);
    }
}
