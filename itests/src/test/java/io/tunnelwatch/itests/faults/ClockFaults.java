package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The clock is set: that of the JVM and what it starts, by Debian's package {@code faketime}. */
final class ClockFaults {

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                jump("clock set back by an hour, and right again", "-3600"),
                jump("clock set forward by an hour, and right again", "+3600"));
    }

    private static Fault jump(String name, String offset) {
        return Fault.of(
                name,
                5,
                laboratory -> {
                    Path clock = laboratory.logVolume().folder().resolveSibling("clock");
                    Files.writeString(clock, offset + "\n");
                    return Removal.of(() -> Files.writeString(clock, "+0\n"));
                },
                Trait.NEEDS_CLOCK,
                Trait.SPOILS);
    }

    /** Starts Karaf again with a clock that can be set. */
    static void prepare(Laboratory laboratory) throws IOException {
        Path clock = laboratory.logVolume().folder().resolveSibling("clock");
        Files.writeString(clock, "+0\n");
        laboratory.karaf().kill9();
        laboratory
                .karaf()
                .environment(Map.of(
                        "LD_PRELOAD", library().toString(),
                        "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                        // read again each second: at each look at the clock, Karaf would start for minutes
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "DONT_FAKE_MONOTONIC", "1"));
        laboratory.start();
    }

    private static Path library() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith("libfaketimeMT.so.1"))) {
            return files.findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "libfaketimeMT.so.1 is missing: install the package faketime, or run ./test"));
        }
    }
}
