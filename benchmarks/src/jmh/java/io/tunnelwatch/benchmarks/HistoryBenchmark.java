package io.tunnelwatch.benchmarks;

import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * The first page of 50 alerts, as a caller of the service gets it, against the SQL that somebody would write by hand
 * for the same rows, prepared once, whose texts are only read.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HistoryBenchmark {

    private static final int PAGE = 50;

    /** What is asked, of how many alerts. */
    @State(Scope.Benchmark)
    public static class Asked {
        @Param("1000000")
        public int alerts;

        @Param
        public Question question;
    }

    /** The store. */
    @State(Scope.Benchmark)
    public static class Store {

        private OpenHistory history;

        @Setup
        public void open(Asked asked) throws Exception {
            history = new OpenHistory(LargeHistory.file(asked.alerts));
        }

        @TearDown
        public void close() throws Exception {
            history.close();
        }
    }

    /** The same tables without it. */
    @State(Scope.Benchmark)
    public static class Plain {

        private Connection connection;
        private PreparedStatement statement;

        @Setup
        public void open(Asked asked) throws Exception {
            connection = OpenHistory.plain(LargeHistory.file(asked.alerts));
            statement = connection.prepareStatement(asked.question.sql(PAGE + 1));
            List<String> wanted = asked.question.wanted();
            for (int i = 0; i < wanted.size(); i++) {
                statement.setString(i + 1, wanted.get(i));
            }
        }

        @TearDown
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Benchmark
    public AlertPage page(Store store, Asked asked) {
        return store.history.service().list(asked.question.filter(), PageRequest.first(PAGE));
    }

    @Benchmark
    public void plainSelect(Plain plain, Blackhole blackhole) throws SQLException {
        try (ResultSet rows = plain.statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    blackhole.consume(rows.getString(column));
                }
            }
        }
        plain.connection.commit();
    }
}
