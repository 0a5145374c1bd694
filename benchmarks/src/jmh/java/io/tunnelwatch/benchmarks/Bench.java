package io.tunnelwatch.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks, several rounds of them: on a shared machine what is beside each other in time compares, so each
 * round has ours and the plain way, and the ratio is that of one round.
 */
public final class Bench {

    private static final String HEAP = "-Xmx1g";
    private static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

    private Bench() {}

    /**
     * Writes {@code round-N.json} for each round, in JMH's format.
     *
     * @param args the folder for the results, how many rounds, and perhaps a pattern for the names of the benchmarks
     */
    public static void main(String[] args) throws RunnerException, IOException {
        Path results = Files.createDirectories(Path.of(args[0]));
        int rounds = Integer.parseInt(args[1]);
        String pattern = args.length > 2 ? args[2] : ".*";
        for (int round = 1; round <= rounds; round++) {
            List<RunResult> found = new ArrayList<>();
            for (Suite suite : suites()) {
                if (suite.name().matches(".*(" + pattern + ").*")) {
                    found.addAll(suite.run());
                }
            }
            write(found, results.resolve("round-" + round + ".json"));
        }
    }

    private static List<Suite> suites() {
        List<Suite> suites = new ArrayList<>();
        suites.add(new Suite("AppendBenchmark", ".*AppendBenchmark.*", options(4, 2)));
        for (int callers : new int[] {8, 64}) {
            suites.add(new Suite(
                    "AppendBenchmark",
                    ".*AppendBenchmark\\.(append|plainWrite)$",
                    options(4, 2).threads(callers)));
        }
        for (int callers : new int[] {2, 4, 16, 32}) {
            suites.add(new Suite(
                    "AppendBenchmark",
                    ".*AppendBenchmark\\.append$",
                    options(4, 2).threads(callers).param("events", "1")));
        }
        suites.add(new Suite("ApplyBenchmark", ".*ApplyBenchmark.*", options(20, 3)));
        suites.add(
                new Suite("ApplyBenchmark", ".*ApplyBenchmark.*", options(20, 3).param("alerts", "1000000")));
        suites.add(new Suite("RetentionBenchmark", ".*RetentionBenchmark.*", options(20, 30)));
        suites.add(new Suite("HistoryBenchmark", ".*HistoryBenchmark.*", options(5, 2)));
        suites.add(new Suite(
                "HistoryBenchmark",
                ".*HistoryBenchmark\\.page$",
                options(2, 1).param("alerts", "10000", "100000").param("question", "NEWEST", "PEER", "TEXT_SINCE")));
        suites.add(new Suite("PollBenchmark", ".*PollBenchmark.*", options(3, 2)));
        suites.add(new Suite("JsonBenchmark", ".*JsonBenchmark.*", options(2, 1)));
        suites.add(new Suite(
                "RecoveryBenchmark", ".*RecoveryBenchmark.*", options(1, 1).measurementIterations(3)));
        return suites;
    }

    /** @param seconds of warming up and of each of two measurements */
    private static ChainedOptionsBuilder options(int warmUpSeconds, int seconds) {
        return new OptionsBuilder()
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(warmUpSeconds))
                .measurementIterations(2)
                .measurementTime(TimeValue.seconds(seconds))
                .jvmArgs(HEAP, QUIET, "-D" + BenchData.PROPERTY + "=" + System.getProperty(BenchData.PROPERTY, ""));
    }

    private static void write(Collection<RunResult> found, Path file) throws IOException {
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(found);
        }
    }

    /** Some benchmarks that are run in the same way. */
    private record Suite(String name, String include, ChainedOptionsBuilder options) {

        Collection<RunResult> run() throws RunnerException {
            return new Runner(options.include(include).build()).run();
        }
    }
}
