package io.tunnelwatch.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhResultsTest {

    private static final Offset<Double> EXACTLY = within(1e-9);

    @TempDir
    Path folder;

    private JmhResults results;

    @BeforeEach
    void threeRounds() throws IOException {
        round(1, 100, 300, 50);
        round(2, 900, 1_000, 300); // somebody else was busy
        round(3, 110, 310, 50);
        results = JmhResults.read(folder);
    }

    private void round(int number, int median, int p99, int plainMedian) throws IOException {
        Files.writeString(
                folder.resolve("round-" + number + ".json"),
                "[" + result("append", 1, "us/op", median, p99) + "," + result("append", 64, "us/op", 7, 8) + ","
                        + result("plainWrite", 1, "ms/op", plainMedian / 1_000.0, p99 / 1_000.0) + "]");
    }

    private static String result(String method, int threads, String unit, double median, double p99) {
        return """
                {"benchmark": "io.tunnelwatch.benchmarks.AppendBenchmark.%s", "mode": "sample", "threads": %d,
                 "params": {"events": "1"},
                 "primaryMetric": {"score": %s, "scoreUnit": "%s", "scorePercentiles": {"50.0": %s, "99.0": %s}}}"""
                .formatted(method, threads, median, unit, median, p99);
    }

    @Test
    void aSpeedIsTheMedianOfTheRoundsInMicroseconds() {
        Speed append = results.speed("AppendBenchmark.append", Map.of("events", "1"));
        Speed plain = results.speed("AppendBenchmark.plainWrite", Map.of("events", "1"));

        assertThat(append.median()).isEqualTo(110, EXACTLY);
        assertThat(append.p99()).isEqualTo(310, EXACTLY);
        assertThat(plain.median()).isEqualTo(50, EXACTLY);
    }

    @Test
    void aRatioIsTheMedianOfTheRatiosOfEachRound() {
        Speed append = results.speed("AppendBenchmark.append", Map.of("events", "1"));
        Speed plain = results.speed("AppendBenchmark.plainWrite", Map.of("events", "1"));

        assertThat(append.medianRatio(plain)).isEqualTo(2.2, EXACTLY); // of 2, 3 and 2.2
    }

    @Test
    void whatWasNotRunIsSaid() {
        assertThatThrownBy(() -> results.speed("AppendBenchmark.append", 8, Map.of("events", "1")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("8 threads");
        assertThatThrownBy(() -> results.speed("AppendBenchmark.append", Map.of("events", "100")))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void timesAndRatiosHaveThreeDigits() {
        assertThat(Words.time(8.257)).isEqualTo("8.26 µs");
        assertThat(Words.time(312.4)).isEqualTo("0.31 ms");
        assertThat(Words.time(31_240)).isEqualTo("31.2 ms");
        assertThat(Words.time(2_400_000)).isEqualTo("2.40 s");
        assertThat(Words.ratio(12_345)).isEqualTo("12,345×");
    }
}
