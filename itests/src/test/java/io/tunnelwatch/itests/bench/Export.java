package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code alert:export} of a million alerts in the assembly, with the heap that it has by itself. The plain way is
 * {@code sqlite3 -csv} of the same rows in the same order. What the assembly's live heap is afterwards is noted too.
 */
final class Export implements Measurement {

    private static final int ALERTS = Integer.getInteger("tunnelwatch.bench.alerts", 1_000_000);
    private static final int TIMES = 3;

    private static final String PLAIN =
            """
            SELECT id, kind, severity, state, gateway, interface, peer_key, peer_name, summary, occurrences, raised_at,
              last_seen_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by, silenced_until, tags
            FROM alert ORDER BY raised_at DESC, id DESC""";

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    @Override
    public String name() {
        return "export";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        try (KarafProcess karaf = KarafProcess.unpack(folder)) {
            karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
            karaf.start();
            Memory.awaitHistory(karaf);
            karaf.stop();
            Path database = karaf.data("tunnelwatch/alerts.db");
            FilledHistory.fill(database, ALERTS, folder.resolve("fill.sql"));
            karaf.start();
            Memory.awaitHistory(karaf);
            for (int time = 0; time < TIMES; time++) {
                plain(database, folder.resolve("plain.csv"));
                for (String format : List.of("csv", "json", "jsonl")) {
                    export(karaf, format, folder);
                }
            }
            rates.forEach((variant, values) -> figures.add("export", variant, "alerts/s", values));
            figures.add(
                    "export-live-heap",
                    "afterwards",
                    "MiB",
                    List.of(ClassHistogram.of(karaf.pid()).liveMebibytes()));
        }
    }

    private void plain(Path database, Path file) throws Exception {
        long begin = System.nanoTime();
        Process sqlite = new ProcessBuilder("sqlite3", "-readonly", "-csv", database.toString(), PLAIN)
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(sqlite.waitFor()).isZero();
        note("sqlite3 -csv", begin);
        assertThat(lines(file)).isEqualTo(ALERTS);
        Files.delete(file);
    }

    private void export(KarafProcess karaf, String format, Path folder) throws IOException {
        Path file = folder.resolve("all." + format);
        long begin = System.nanoTime();
        JsonNode written = karaf.json("alert:export " + file);
        note("alert:export, " + format, begin);
        assertThat(written.get("alerts").asLong()).isEqualTo(ALERTS);
        assertThat(lines(file)).isGreaterThanOrEqualTo(ALERTS);
        if (format.equals("csv")) {
            try (Stream<String> lines = Files.lines(file)) {
                assertThat(lines.map(line -> line.split(",", 2)[0]).distinct().count())
                        .isEqualTo(ALERTS + 1L);
            }
        }
        Files.delete(file);
    }

    private void note(String variant, long begin) {
        rates.computeIfAbsent(variant, key -> new ArrayList<>()).add(ALERTS * 1e9 / (System.nanoTime() - begin));
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
