package io.tunnelwatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where benchmarks put their files: on the disk of the tree, not in a /tmp that may be memory. */
final class BenchData {

    /** Names the folder; it may hold what an earlier run made, such as the history of 1,000,000 alerts. */
    static final String PROPERTY = "tunnelwatch.bench.data";

    private BenchData() {}

    /** A folder that stays for the next run. */
    static Path kept(String name) throws IOException {
        return Files.createDirectories(root().resolve(name));
    }

    /** An empty folder. */
    static Path empty(String name) throws IOException {
        Path folder = root().resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty(PROPERTY, "benchmarks/target/data"));
    }
}
