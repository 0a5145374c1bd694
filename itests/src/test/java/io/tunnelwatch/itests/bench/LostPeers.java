package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All peers of a gateway are lost in one poll: how long until the last of the rows is committed in the database.
 *
 * <p>An alert's {@code raised_at} is when its poll had read the dump, before anything was made of it; the figure
 * {@code lost-peers} begins there. {@code lost-peers-from-wg} begins when the poll started {@code wg}, which touches a
 * file. The end of both is the commit of the last transaction, which nobody has to ask the database for: with
 * {@code journal_mode=TRUNCATE} SQLite writes its pages into the file, syncs it, and commits by emptying the journal.
 * So it is the first time the journal was emptied since the file was written last; it is emptied later too, by whoever
 * opens the file. The kernel notes such times by its ticks, so that they are up to 4 ms early (at 250 ticks a second).
 */
final class LostPeers implements Measurement {

    private static final List<Integer> PEERS = Stream.of(
                    System.getProperty("tunnelwatch.bench.peers", "100;1000;3000;10000")
                            .split(";"))
            .map(Integer::valueOf)
            .toList();
    private static final int ROUNDS = Integer.getInteger("tunnelwatch.bench.rounds", 9);
    private static final int STALE_AFTER_SECONDS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /** The kernel's, with some to spare. */
    private static final Duration TICK = Duration.ofMillis(10);

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
        private final FakeWg wg;
        private final KarafProcess karaf;
        private final Path database;
        private final EmptiedFile calls;
        private final EmptiedFile journal;
        private final SqliteShell history;

        Site(Path folder, int peers) throws IOException {
            this.peers = peers;
            this.dump = folder.resolve("dump");
            Path called = folder.resolve("called");
            this.wg = new FakeWg(Files.createDirectories(folder.resolve("bin")));
            wg.behave(": > '" + called + "'; exec cat '" + dump + "'");
            this.karaf = KarafProcess.unpack(folder);
            karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
            this.history = SqliteShell.of(karaf);
            this.database = karaf.data("tunnelwatch/alerts.db");
            this.calls = new EmptiedFile(called);
            this.journal = new EmptiedFile(karaf.data("tunnelwatch/alerts.db-journal"));
        }

        void measure(Figures figures) throws IOException {
            List<Double> fromReading = new ArrayList<>();
            List<Double> fromWg = new ArrayList<>();
            karaf.start();
            renew();
            watch(); // not before: nobody would look when they are lost for the first time
            for (int round = 0; round < ROUNDS; round++) {
                await("all peers to be well").atMost(LIMIT).until(() -> open() == 0);
                lookUntilLost();
                Instant raised = raised();
                Instant committed = committed();
                fromReading.add(millis(raised, committed));
                fromWg.add(millis(calls.lastUntil(raised), committed));
                renew();
            }
            String variant = Integer.toString(peers);
            figures.add("lost-peers", variant, "ms", fromReading);
            figures.add("lost-peers-from-wg", variant, "ms", fromWg);
        }

        private void watch() {
            karaf.writeConfig(
                    "io.tunnelwatch.gateway-bench.cfg",
                    "source = wg",
                    "command = " + wg.command(),
                    "expect = always",
                    "outagePercent = 0", // each of them is to be an alert
                    "flapChanges = 0", // each time
                    "intervalSeconds = 1",
                    "staleAfterSeconds = " + STALE_AFTER_SECONDS);
        }

        /** A handshake with each of them. */
        private void renew() throws IOException {
            Path next = Files.writeString(dump.resolveSibling("next"), Dumps.together(peers, Instant.now()));
            Files.move(next, dump, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Looks at the files' times until all are lost and nothing is written any more. */
        private void lookUntilLost() {
            long giveUp = System.nanoTime() + LIMIT.toNanos();
            Instant before = written();
            do {
                Sampling.every(LOOK_EVERY, () -> {
                    calls.look();
                    journal.look();
                    Instant last = written();
                    boolean quiet =
                            last.isAfter(before) && last.isBefore(Instant.now().minus(QUIET));
                    return !quiet && System.nanoTime() < giveUp;
                });
                assertThat(System.nanoTime())
                        .as("%d peers to be lost, of which %d are", peers, open())
                        .isLessThan(giveUp);
            } while (open() != peers);
        }

        private Instant written() {
            try {
                return Files.getLastModifiedTime(database).toInstant();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot look at " + database, e);
            }
        }

        private long open() {
            return history.number("select count(*)" + OPEN);
        }

        /** When all of them were raised; fails when that was not in one poll. */
        private Instant raised() {
            List<String> times = history.query("select distinct raised_at" + OPEN);
            assertThat(times).as("times of polls that raised an alert").hasSize(1);
            return Instant.parse(times.get(0));
        }

        /** When the last transaction was; fails when another one began later than it ended. */
        private Instant committed() {
            Instant committed = journal.firstSince(written());
            Instant begun =
                    Instant.parse(history.query("select updated_at from log_position where consumer = 'alert-store'")
                            .get(0));
            assertThat(committed)
                    .as("the commit of the transaction that began then")
                    .isAfter(begun.minus(TICK));
            return committed;
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
