package io.tunnelwatch.itests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What was measured, raw: {@code [{"name", "variant", "unit", "values", "at"}]}. {@code values} are all of them, in the
 * order in which they came, so that the first ones are those of a JVM that is not warm; {@code at}, where it is there,
 * the seconds since the begin of the measurement for each value.
 */
final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<ObjectNode> news = new ArrayList<>();

    /** @param file what is in it and not measured now stays */
    Figures(Path file) {
        this.file = file;
    }

    /** The folder of the file, for what explains the figures. */
    Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** Notes the values of a figure. */
    void add(String name, String variant, String unit, List<Double> values) {
        add(name, variant, unit, values, List.of());
    }

    /** Notes a figure that changed in time; {@code at} in seconds. */
    void add(String name, String variant, String unit, List<Double> values, List<Double> at) {
        if (values.isEmpty()) {
            throw new AssertionError("Nothing was measured: " + name + " " + variant);
        }
        ObjectNode figure = JSON.createObjectNode();
        figure.put("name", name).put("variant", variant).put("unit", unit);
        values.forEach(figure.putArray("values")::add);
        if (!at.isEmpty()) {
            at.forEach(figure.putArray("at")::add);
        }
        news.add(figure);
        List<Double> sorted = values.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s %s: median %.3f, least %.3f, most %.3f %s (%d)%n",
                name,
                variant,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                unit,
                sorted.size());
    }

    /** Writes what was noted in place of what the file has of the same name. */
    void save() throws IOException {
        Set<String> measured = new HashSet<>();
        news.forEach(figure -> measured.add(figure.get("name").asText()));
        ArrayNode all = JSON.createArrayNode();
        if (Files.exists(file)) {
            JSON.readTree(file.toFile()).forEach(figure -> {
                if (!measured.contains(figure.get("name").asText())) {
                    all.add(figure);
                }
            });
        }
        all.addAll(news);
        Files.createDirectories(folder());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
        news.clear();
    }
}
