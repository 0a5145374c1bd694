package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The live heap of the assembly, with nothing to do, with 10,000 peers, and with 1,000,000 alerts in the history
 * besides. What it is of is in {@code memory-VARIANT.txt} beside the figures.
 */
final class Memory implements Measurement {

    private static final int PEERS = 10_000;
    private static final int ALERTS = Integer.getInteger("tunnelwatch.bench.alerts", 1_000_000);
    private static final int INTERVAL_SECONDS = 1;
    private static final int WARM_UP_POLLS = 20;
    private static final int POLLS_BETWEEN = 5;
    private static final int TIMES = 3;

    /** A database that somebody else wrote to is checked as a whole before it is used. */
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(5);

    private static final List<String> LISTS = List.of(
            "alert:list --all --limit 1000",
            "alert:list --all --gateway gateway-07",
            "alert:list --all --peer " + FakeWg.publicKey(7),
            "alert:list --all --peer peer-42",
            "alert:list --all --kind PEER_NEVER --limit 200",
            "alert:list --all --since 30d --text handshake",
            "alert:list --all --since 300d --until 200d --severity WARNING");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        BusyGateway gateway = new BusyGateway(Files.createDirectories(folder.resolve("gateway")), PEERS);
        try (KarafProcess karaf = KarafProcess.unpack(folder)) {
            karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
            karaf.start();
            awaitHistory(karaf);
            note(figures, "nothing to do", histograms(karaf, () -> karaf.run("alert:list")
                    .orFail()));

            gateway.watchedBy(karaf, INTERVAL_SECONDS);
            gateway.awaitPolls(karaf, WARM_UP_POLLS);
            note(figures, PEERS + " peers", histograms(karaf, () -> gateway.awaitPolls(karaf, POLLS_BETWEEN)));

            karaf.stop();
            FilledHistory.fill(karaf.data("tunnelwatch/alerts.db"), ALERTS, folder.resolve("fill.sql"));
            gateway.renew();
            karaf.start();
            awaitHistory(karaf);
            assertThat(SqliteShell.of(karaf).number("select count(*) from alert"))
                    .isGreaterThanOrEqualTo(ALERTS);
            gateway.awaitPolls(karaf, WARM_UP_POLLS);
            note(figures, PEERS + " peers and " + ALERTS + " alerts", histograms(karaf, () -> {
                karaf.run("alert:list").orFail(); // what is open is the log's to say, and that has none of these
                LISTS.forEach(list ->
                        assertThat(karaf.run(list).orFail().lines()).as(list).hasSizeGreaterThan(2));
                gateway.awaitPolls(karaf, POLLS_BETWEEN);
            }));
        }
    }

    static void awaitHistory(KarafProcess karaf) {
        await("the history").atMost(OPEN_LIMIT).until(() -> {
            JsonNode store = karaf.json("alert:store");
            return store.path("state").asText().equals("AVAILABLE")
                    && store.path("lag").asLong(-1) == 0;
        });
    }

    private static List<ClassHistogram> histograms(KarafProcess karaf, Runnable before) {
        List<ClassHistogram> all = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            before.run();
            all.add(ClassHistogram.of(karaf.pid()));
        }
        return all;
    }

    private static void note(Figures figures, String variant, List<ClassHistogram> all) throws IOException {
        figures.add(
                "memory",
                variant,
                "MiB",
                all.stream().map(ClassHistogram::liveMebibytes).toList());
        Files.writeString(
                figures.folder().resolve("memory-" + variant.replaceAll("[ ,]+", "-") + ".txt"),
                all.get(all.size() - 1).largest() + "\n");
    }
}
