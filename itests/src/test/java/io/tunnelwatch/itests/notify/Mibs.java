package io.tunnelwatch.itests.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** TUNNELWATCH-MIB, and what it takes from the modules of the RFCs, in one folder. */
final class Mibs {

    static final String MODULE = "TUNNELWATCH-MIB";

    private static final String FILE = MODULE + ".txt";
    private static final Path STANDARD = Path.of("src/test/resources/mibs");

    private Mibs() {}

    /** @param mib the file that is shipped */
    static Path in(Path folder, Path mib) {
        try {
            Path mibs = Files.createDirectories(folder.resolve("mibs"));
            Files.copy(mib, mibs.resolve(FILE));
            try (Stream<Path> files = Files.list(STANDARD)) {
                for (Path file : files.toList()) {
                    Files.copy(file, mibs.resolve(file.getFileName()));
                }
            }
            return mibs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Path mibs) {
        return mibs.resolve(FILE);
    }
}
