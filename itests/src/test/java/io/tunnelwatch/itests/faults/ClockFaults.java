package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The clock is set: that of the JVM and of what it starts, by {@code src/test/c/settable-clock.c}. */
final class ClockFaults {

    private static final Path SOURCE = Path.of("src", "test", "c", "settable-clock.c");

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                jump("clock set back by an hour, and right again", Duration.ofHours(-1)),
                jump("clock set forward by an hour, and right again", Duration.ofHours(1)));
    }

    private static Fault jump(String name, Duration offset) {
        return Fault.of(
                name,
                5,
                laboratory -> {
                    set(laboratory, offset);
                    return Removal.of(() -> set(laboratory, Duration.ZERO));
                },
                Trait.NEEDS_CLOCK,
                Trait.SPOILS);
    }

    /** Starts Karaf again with a clock that can be set. */
    static void prepare(Laboratory laboratory) throws IOException {
        set(laboratory, Duration.ZERO);
        Path library = beside(laboratory, "settable-clock.so");
        Tool.run("gcc", "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString(), "-ldl");
        laboratory.karaf().kill9();
        laboratory
                .karaf()
                .environment(Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "SETTABLE_CLOCK",
                        beside(laboratory, "clock").toString()));
        laboratory.start();
        laboratory.quiet();
    }

    /** In place: the file is mapped into the JVM. */
    private static void set(Laboratory laboratory, Duration offset) throws IOException {
        byte[] seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(offset.toSeconds())
                .array();
        try (RandomAccessFile clock =
                new RandomAccessFile(beside(laboratory, "clock").toFile(), "rw")) {
            clock.write(seconds);
        }
    }

    private static Path beside(Laboratory laboratory, String name) {
        return laboratory.logVolume().folder().resolveSibling(name);
    }
}
