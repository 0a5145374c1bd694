package io.tunnelwatch.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** What the runs of the whole assembly brought. */
final class SystemResults {

    private final Map<Key, Series> series;

    private record Key(String name, String variant) {}

    /**
     * One figure.
     *
     * @param values of each run, or of each sample
     * @param at when each sample was taken, in seconds; empty when the values are runs
     */
    record Series(String unit, List<Double> values, List<Double> at) {

        double median() {
            return Medians.of(values);
        }

        double worst() {
            return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }

        double last() {
            return values.get(values.size() - 1);
        }

        /** Without the first runs, which warm up. */
        Series after(int runs) {
            return new Series(unit, values.subList(Math.min(runs, values.size() - 1), values.size()), List.of());
        }
    }

    private SystemResults(Map<Key, Series> series) {
        this.series = series;
    }

    /** Reads the file that the integration test wrote. */
    static SystemResults read(Path file) throws IOException {
        Map<Key, Series> series = new LinkedHashMap<>();
        for (JsonNode entry : new ObjectMapper().readTree(file.toFile())) {
            series.put(
                    new Key(entry.path("name").asText(), entry.path("variant").asText()),
                    new Series(entry.path("unit").asText(), numbers(entry.path("values")), numbers(entry.path("at"))));
        }
        return new SystemResults(series);
    }

    /** @throws NoSuchElementException it was not measured */
    Series series(String name, String variant) {
        Series found = series.get(new Key(name, variant));
        if (found == null) {
            throw new NoSuchElementException(
                    name + " of " + variant + " was not measured; there is " + series.keySet());
        }
        return found;
    }

    /** The names of all figures, in the order in which they were measured. */
    List<String> names() {
        return series.keySet().stream().map(Key::name).distinct().toList();
    }

    /** The variants of a figure, in the order in which they were measured. */
    List<String> variants(String name) {
        return series.keySet().stream()
                .filter(key -> key.name().equals(name))
                .map(Key::variant)
                .toList();
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }
}
