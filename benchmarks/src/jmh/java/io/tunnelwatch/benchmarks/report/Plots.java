package io.tunnelwatch.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How cost grows, as columns of numbers for {@code benchmarks/plots.gnuplot}. */
final class Plots {

    private Plots() {}

    static void write(JmhResults jmh, SystemResults system, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("callers.dat"), callers(jmh));
        Files.writeString(folder.resolve("peers.dat"), peers(jmh));
        Files.writeString(folder.resolve("alerts.dat"), alerts(jmh));
        Files.writeString(folder.resolve("lost.dat"), lost(system));
        Files.writeString(folder.resolve("heap.dat"), heap(system));
    }

    private static String callers(JmhResults jmh) {
        StringBuilder lines = new StringBuilder("# callers, calls a second, p99 in ms\n");
        for (int callers : new int[] {1, 2, 4, 8, 16, 32, 64}) {
            Speed append = jmh.speed("AppendBenchmark.append", callers, Map.of("events", "1"));
            line(lines, callers, callers / append.mean() * 1_000_000, append.p99() / 1_000);
        }
        return lines.toString();
    }

    private static String peers(JmhResults jmh) {
        StringBuilder lines = new StringBuilder("# peers, poll in ms, reading the bytes in ms\n");
        for (String peers : List.of("1000", "10000", "65536")) {
            line(
                    lines,
                    Double.parseDouble(peers),
                    jmh.speed("PollBenchmark.poll", Map.of("peers", peers)).median() / 1_000,
                    jmh.speed("PollBenchmark.plainRead", Map.of("peers", peers)).median() / 1_000);
        }
        return lines.toString();
    }

    private static String alerts(JmhResults jmh) {
        StringBuilder lines = new StringBuilder("# alerts, newest, of a peer, text since a date, in ms\n");
        for (String alerts : List.of("10000", "100000", "1000000")) {
            line(
                    lines,
                    Double.parseDouble(alerts),
                    page(jmh, alerts, "NEWEST"),
                    page(jmh, alerts, "PEER"),
                    page(jmh, alerts, "TEXT_SINCE"));
        }
        return lines.toString();
    }

    private static double page(JmhResults jmh, String alerts, String question) {
        return jmh.speed("HistoryBenchmark.page", Map.of("alerts", alerts, "question", question))
                        .median()
                / 1_000;
    }

    private static String lost(SystemResults system) {
        StringBuilder lines = new StringBuilder("# peers, until the last row is in the database, in ms\n");
        system.variants("lost-peers").stream()
                .mapToInt(Integer::parseInt)
                .sorted()
                .forEach(peers -> line(
                        lines,
                        peers,
                        system.series("lost-peers", String.valueOf(peers))
                                .after(2)
                                .median()));
        return lines.toString();
    }

    private static String heap(SystemResults system) {
        StringBuilder lines = new StringBuilder("# seconds, heap in use after a collection in MiB\n");
        SystemResults.Series heap = system.series("steady-heap", "after collections");
        for (int i = 0; i < heap.values().size(); i++) {
            line(lines, heap.at().get(i), heap.values().get(i));
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, double... numbers) {
        for (double number : numbers) {
            lines.append(number).append(' ');
        }
        lines.append('\n');
    }
}
