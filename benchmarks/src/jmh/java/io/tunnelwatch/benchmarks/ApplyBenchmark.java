package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * The store applies a batch of events in one managed transaction, against plain JDBC that puts the same rows into the
 * same tables, with the same settings of SQLite.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ApplyBenchmark {

    /** What there is already. */
    @State(Scope.Benchmark)
    public static class Base {

        @Param("0")
        public int alerts;

        Path copy(String folder) throws Exception {
            Path file = BenchData.empty(folder).resolve("alerts.db");
            return alerts == 0 ? file : Files.copy(LargeHistory.file(alerts), file);
        }
    }

    /** What is to be applied next. */
    @State(Scope.Benchmark)
    public static class Batch {

        @Param({"1", "500"})
        public int events;

        private final SampleEvents sample = new SampleEvents(LargeHistory.END);
        private List<Raised> raised = List.of();
        private List<LogEntry> entries = List.of();
        private long sequence;

        @Setup(Level.Invocation)
        public void next() {
            raised = Stream.generate(sample::raised).limit(events).toList();
            List<LogEntry> next = new ArrayList<>(events);
            for (Raised event : raised) {
                sequence++;
                next.add(new LogEntry.Known(new Position(new UUID(1, 1), sequence), EventJson.write(event), event));
            }
            entries = next;
        }
    }

    /** The store. */
    @State(Scope.Benchmark)
    public static class Store {

        private OpenHistory history;

        @Setup
        public void open(Base base) throws Exception {
            history = new OpenHistory(base.copy("apply-store"));
        }

        @TearDown
        public void close() throws Exception {
            history.close();
            BenchData.empty("apply-store");
        }
    }

    /** The same tables without it. */
    @State(Scope.Benchmark)
    public static class Plain {

        private PlainRows rows;

        @Setup
        public void open(Base base) throws Exception {
            Path file = base.copy("apply-plain");
            OpenHistory.make(file);
            rows = new PlainRows(OpenHistory.plain(file));
        }

        @TearDown
        public void close() throws Exception {
            rows.close();
            BenchData.empty("apply-plain");
        }
    }

    @Benchmark
    public void apply(Store store, Batch batch) throws NotTakenException {
        store.history.consumer().accept(batch.entries);
    }

    @Benchmark
    public void plainInsert(Plain plain, Batch batch) throws SQLException {
        plain.rows.insert(batch.raised, batch.sequence);
    }
}
