package io.tunnelwatch.itests.day;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the process holds at one moment of the day.
 *
 * @param heapBytes that live after the garbage was collected
 * @param threads their names, sorted, without numbers
 */
record Census(
        Duration at,
        long heapBytes,
        List<String> threads,
        List<String> descriptors,
        int poolActive,
        int poolIdle,
        long logBytes,
        int logSegments,
        long databaseBytes,
        long events) {

    /** What this process holds; waits for the collector. */
    static long liveHeapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static List<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                .sorted()
                .toList();
    }

    static List<String> openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.flatMap(Census::target).sorted().toList();
        }
    }

    /** Not the one that this list is read through. */
    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString().replaceAll("[0-9]+", "N"))
                    .filter(target -> !target.equals("/proc/N/fd"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** What there is more of in the other one, and how often. */
    static String difference(List<String> before, List<String> after) {
        return Stream.of(before, after)
                .flatMap(List::stream)
                .distinct()
                .filter(name -> count(before, name) != count(after, name))
                .map(name -> name + ": " + count(before, name) + " -> " + count(after, name))
                .collect(Collectors.joining("; "));
    }

    private static long count(List<String> all, String name) {
        return all.stream().filter(name::equals).count();
    }

    /** A Markdown table with one column for each. */
    static String table(List<String> names, List<Census> all) {
        StringBuilder table = new StringBuilder("| | " + String.join(" | ", names) + " |\n|---|")
                .append("---:|".repeat(all.size()))
                .append('\n');
        row(table, "simulated time", all, census -> hours(census.at()));
        row(table, "live heap, MiB", all, census -> mebibytes(census.heapBytes()));
        row(table, "threads", all, census -> "" + census.threads().size());
        row(table, "open descriptors", all, census -> "" + census.descriptors().size());
        row(table, "pool: connections in use / idle", all, census -> census.poolActive() + " / " + census.poolIdle());
        row(table, "log, MiB", all, census -> mebibytes(census.logBytes()));
        row(table, "log segments", all, census -> "" + census.logSegments());
        row(table, "database file, MiB", all, census -> mebibytes(census.databaseBytes()));
        row(table, "events accepted", all, census -> "" + census.events());
        return table.toString();
    }

    private static void row(StringBuilder table, String name, List<Census> all, Function<Census, String> value) {
        table.append("| ").append(name).append(" | ");
        table.append(all.stream().map(value).collect(Collectors.joining(" | ")));
        table.append(" |\n");
    }

    private static String hours(Duration time) {
        return "%d:%02d h".formatted(time.toHours(), time.toMinutesPart());
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / 1048576.0);
    }
}
