package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.faults.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the assembly as a whole and writes {@code target/bench/system.json}. It asserts no times: it fails when
 * something did not work. Which measurements: the system property {@code tunnelwatch.bench}, {@code all} or names with
 * {@code ;} between. Nothing else should run on the machine meanwhile.
 */
@EnabledIfSystemProperty(named = "tunnelwatch.bench", matches = ".+")
class SystemBenchmarkIT {

    private static final String WANTED = System.getProperty("tunnelwatch.bench", "");
    private static final Path TARGET = Path.of("target", "bench").toAbsolutePath();

    private static final List<Measurement> ALL = List.of(
            new LostPeers(),
            new StoreUpdate(),
            new Start(),
            new Memory(),
            new Export(),
            new Browsing(),
            new Hour(),
            new Steady(),
            new Idle());

    @TestFactory
    Stream<DynamicTest> measures() {
        List<String> names = List.of(WANTED.split(";"));
        List<String> unknown = names.stream()
                .filter(name -> !name.equals("all")
                        && ALL.stream()
                                .noneMatch(measurement -> measurement.name().equals(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no measurement " + unknown + ", but "
                    + ALL.stream().map(Measurement::name).toList());
        }
        return ALL.stream()
                .filter(measurement -> names.contains("all") || names.contains(measurement.name()))
                .map(measurement -> DynamicTest.dynamicTest(measurement.name(), () -> run(measurement)));
    }

    private static void run(Measurement measurement) throws Exception {
        Path folder = TARGET.resolve(measurement.name());
        empty(folder);
        Figures figures = new Figures(TARGET.resolve("system.json"));
        measurement.run(folder, figures);
        figures.save();
        empty(folder); // after a failure it stays, to be looked at
    }

    private static void empty(Path folder) throws IOException {
        Tool.run("rm", "-rf", folder.toString());
        Files.createDirectories(folder);
    }
}
