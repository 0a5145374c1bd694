package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** What happens to the log's files while Karaf is down. The history has everything then, so it must keep it. */
final class LogFaults {

    private static final int EVENTS_BEHIND = 300;

    private LogFaults() {}

    static List<Fault> all() {
        return List.of(
                whileDown("log cut at 4 places in its last frames", laboratory -> {
                    for (int bytes : new int[] {1, 9, 40, 1_000}) {
                        Path segment = laboratory.lastSegment();
                        long end = Laboratory.dataEnd(segment);
                        Tool.run("truncate", "-s", Long.toString(end - bytes), segment.toString());
                        if (bytes < 1_000) {
                            laboratory.start();
                            laboratory.quiet();
                            laboratory.karaf().kill9();
                        }
                    }
                }),
                whileDown("bits flipped in the log", laboratory -> {
                    Path segment = laboratory.lastSegment();
                    long end = Laboratory.dataEnd(segment);
                    for (long place : new long[] {end / 3, end / 2, end - 20}) {
                        flipBit(segment, place);
                    }
                }),
                Fault.of(
                        "log folder restored from an older copy",
                        1,
                        laboratory -> {
                            Path copy = laboratory.logVolume().folder().resolve("older");
                            Tool.run("rm", "-rf", copy.toString());
                            Tool.run("cp", "-a", laboratory.logFolder().toString(), copy.toString());
                            laboratory.awaitAccepted(EVENTS_BEHIND);
                            laboratory.quiet();
                            laboratory.karaf().kill9();
                            Tool.run("rm", "-rf", laboratory.logFolder().toString());
                            Tool.run(
                                    "mv",
                                    copy.toString(),
                                    laboratory.logFolder().toString());
                            return Removal.of(laboratory::start);
                        },
                        Trait.KILLS,
                        Trait.LOSES_LOG),
                whileDown(
                        "log deleted",
                        laboratory ->
                                Tool.run("rm", "-rf", laboratory.logFolder().toString())));
    }

    private static Fault whileDown(String name, Tampering tampering) {
        return Fault.of(
                name,
                1,
                laboratory -> {
                    laboratory.quiet();
                    laboratory.karaf().kill9();
                    tampering.with(laboratory);
                    return Removal.of(laboratory::start);
                },
                Trait.KILLS,
                Trait.LOSES_LOG);
    }

    private static void flipBit(Path segment, long place) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(place);
            int before = file.read();
            file.seek(place);
            file.write(before ^ 1);
        }
    }

    private interface Tampering {
        void with(Laboratory laboratory) throws IOException;
    }
}
