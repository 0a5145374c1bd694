package io.tunnelwatch.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has used since its start, and holds now ({@code proc(5)}).
 *
 * @param cpuSeconds in user and kernel mode
 * @param childrenCpuSeconds of its children that have ended, and of theirs
 * @param residentBytes of memory
 * @param threads of the kernel
 * @param descriptors that are open
 */
record ProcessUse(double cpuSeconds, double childrenCpuSeconds, long residentBytes, int threads, int descriptors) {

    /** {@code sysconf(_SC_CLK_TCK)}, which is this on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    /** The fields of {@code stat} are counted from 1; the name, which may have blanks, is the second. */
    private static final int FIRST_AFTER_NAME = 3;

    static ProcessUse of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new ProcessUse(
                    (field(fields, 14) + field(fields, 15)) / TICKS_PER_SECOND,
                    (field(fields, 16) + field(fields, 17)) / TICKS_PER_SECOND,
                    residentBytes(folder),
                    (int) field(fields, 20),
                    (int) descriptors.count());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static long field(String[] fields, int number) {
        return Long.parseLong(fields[number - FIRST_AFTER_NAME]);
    }

    private static long residentBytes(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
