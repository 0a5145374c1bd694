package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All peers of a gateway are lost in one poll: how long until the last of the rows is committed in the database.
 *
 * <p>An alert's {@code raised_at} is when its poll had read the dump, before anything was made of it; the figure
 * {@code lost-peers} begins there. {@code lost-peers-from-wg} begins when the poll started {@code wg}, which touches a
 * file. The end of both is when SQLite last truncated its rollback journal: with {@code journal_mode=TRUNCATE} that is
 * the commit, and the time of the file's last change tells it without anybody asking the database. The kernel notes
 * such times by its ticks, so that both the begin of the second and the end are up to 4 ms early (at 250 ticks a
 * second).
 */
final class LostPeers implements Measurement {

    private static final List<Integer> PEERS = List.of(100, 1_000, 3_000, 10_000);
    private static final int ROUNDS = Integer.getInteger("tunnelwatch.bench.rounds", 9);
    private static final int STALE_AFTER_SECONDS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As long as no transaction takes, nor what is between two of them. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final String OPEN = " from alert where kind = 'PEER_DOWN' and state <> 'RESOLVED'";

    @Override
    public String name() {
        return "lost-peers";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        for (int peers : PEERS) {
            Path home = Files.createDirectories(folder.resolve(Integer.toString(peers)));
            try (Site site = new Site(home, peers)) {
                site.measure(figures);
            }
        }
    }

    /** A Karaf with this gateway. */
    private static final class Site implements AutoCloseable {

        private final int peers;
        private final Path dump;
        private final Path called;
        private final KarafProcess karaf;
        private final ChangeTimes calls;
        private final ChangeTimes commits;
        private final SqliteShell history;

        Site(Path folder, int peers) throws IOException {
            this.peers = peers;
            this.dump = folder.resolve("dump");
            this.called = folder.resolve("called");
            FakeWg wg = new FakeWg(Files.createDirectories(folder.resolve("bin")));
            wg.behave(": > '" + called + "'; exec cat '" + dump + "'");
            this.karaf = KarafProcess.unpack(folder);
            karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
            karaf.writeConfig(
                    "io.tunnelwatch.gateway-bench.cfg",
                    "source = wg",
                    "command = " + wg.command(),
                    "expect = always",
                    "intervalSeconds = 1",
                    "staleAfterSeconds = " + STALE_AFTER_SECONDS);
            this.history = SqliteShell.of(karaf);
            this.calls = new ChangeTimes(called);
            this.commits = new ChangeTimes(karaf.data("tunnelwatch/alerts.db-journal"));
        }

        void measure(Figures figures) throws IOException {
            List<Double> fromReading = new ArrayList<>();
            List<Double> fromWg = new ArrayList<>();
            renew();
            karaf.start();
            for (int round = 0; round < ROUNDS; round++) {
                renew();
                await("all peers to be well").atMost(LIMIT).until(() -> open() == 0);
                lookUntil(peers);
                Instant raised = raised();
                Instant committed = commits.last();
                fromReading.add(millis(raised, committed));
                fromWg.add(millis(calls.lastBefore(raised), committed));
            }
            String variant = Integer.toString(peers);
            figures.add("lost-peers", variant, "ms", fromReading);
            figures.add("lost-peers-from-wg", variant, "ms", fromWg);
        }

        /** A handshake with each of them. */
        private void renew() throws IOException {
            Path next = Files.writeString(dump.resolveSibling("next"), Dumps.together(peers, Instant.now()));
            Files.move(next, dump, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Looks at the files' times until so many are lost and nothing is written any more. */
        private void lookUntil(int lost) {
            long giveUp = System.nanoTime() + LIMIT.toNanos();
            commits.forget();
            calls.forget();
            do {
                Sampling.every(Duration.ofMillis(10), () -> {
                    calls.look();
                    commits.look();
                    return !commits.areQuietFor(QUIET) && System.nanoTime() < giveUp;
                });
                assertThat(System.nanoTime())
                        .as("%d peers to be lost, of which %d are", lost, open())
                        .isLessThan(giveUp);
            } while (open() != lost);
        }

        private long open() {
            return history.number("select count(*)" + OPEN);
        }

        /** When all of them were raised; fails when that was not the same poll, or the end is not what it seems. */
        private Instant raised() {
            List<String> times = history.query("select distinct raised_at" + OPEN);
            assertThat(times).as("polls that raised an alert").hasSize(1);
            Instant lastBegin =
                    Instant.parse(history.query("select updated_at from log_position where consumer = 'alert-store'")
                            .get(0));
            commits.look();
            assertThat(commits.last())
                    .as("the last commit, whose transaction began then, and since then nothing was written")
                    .isAfter(lastBegin);
            return Instant.parse(times.get(0));
        }

        private static double millis(Instant from, Instant to) {
            return Duration.between(from, to).toNanos() / 1e6;
        }

        @Override
        public void close() {
            karaf.close();
        }
    }
}
