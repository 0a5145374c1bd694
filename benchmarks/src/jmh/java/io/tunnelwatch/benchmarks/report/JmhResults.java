package io.tunnelwatch.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What JMH wrote, one file a round. */
final class JmhResults {

    private static final Map<String, Double> MICROSECONDS = Map.of("us/op", 1.0, "ms/op", 1_000.0, "ns/op", 0.001);

    private final List<JsonNode> rounds;

    private JmhResults(List<JsonNode> rounds) {
        this.rounds = rounds;
    }

    /** Reads the {@code round-N.json} of a folder. */
    static JmhResults read(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().matches("round-\\d+\\.json"))
                    .sorted()
                    .toList();
        }
        List<JsonNode> rounds = new ArrayList<>();
        for (Path file : files) {
            rounds.add(mapper.readTree(file.toFile()));
        }
        return new JmhResults(rounds);
    }

    int rounds() {
        return rounds.size();
    }

    /**
     * One benchmark.
     *
     * @param name class and method, such as {@code AppendBenchmark.append}
     * @param parameters all that it has
     * @throws NoSuchElementException it was not run
     */
    Speed speed(String name, int threads, Map<String, String> parameters) {
        List<Speed.Round> found = rounds.stream()
                .flatMap(round -> find(round, name, threads, parameters).stream())
                .toList();
        if (found.isEmpty()) {
            throw new NoSuchElementException(name + " with " + threads + " threads and " + parameters + " was not run");
        }
        return new Speed(found);
    }

    Speed speed(String name, Map<String, String> parameters) {
        return speed(name, 1, parameters);
    }

    Speed speed(String name) {
        return speed(name, 1, Map.of());
    }

    private static List<Speed.Round> find(JsonNode round, String name, int threads, Map<String, String> parameters) {
        List<Speed.Round> found = new ArrayList<>();
        for (JsonNode result : round) {
            boolean same = result.path("benchmark").asText().endsWith("." + name)
                    && result.path("threads").asInt() == threads
                    && parameters(result).equals(parameters);
            if (same) {
                found.add(round(result.path("primaryMetric")));
            }
        }
        return found;
    }

    private static Map<String, String> parameters(JsonNode result) {
        Map<String, String> parameters = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return parameters;
    }

    private static Speed.Round round(JsonNode metric) {
        double unit = MICROSECONDS.get(metric.path("scoreUnit").asText());
        JsonNode percentiles = metric.path("scorePercentiles");
        return new Speed.Round(
                unit * percentiles.path("50.0").asDouble(),
                unit * percentiles.path("99.0").asDouble(),
                unit * metric.path("score").asDouble());
    }
}
