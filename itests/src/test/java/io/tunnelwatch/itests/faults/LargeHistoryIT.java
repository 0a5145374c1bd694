package io.tunnelwatch.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.load.LoadBundle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A history of 100,000 alerts whose file is overwritten in its middle. Nobody does anything about it but the store.
 * Takes minutes: part of {@code ./test --faults}.
 */
@EnabledIfSystemProperty(named = "tunnelwatch.faults", matches = "all")
class LargeHistoryIT {

    private static final Path TABLE = Path.of("target", "large.md");
    private static final int ALERTS = 100_000;
    private static final int BURST = 20_000;
    private static final int PAGE = 4096;
    private static final int PAGES = 64;
    private static final Duration COMPLETE_WITHIN = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(this.karaf));

    private KarafProcess karaf;
    private LoadBundle load;

    @BeforeEach
    void fill() {
        karaf = KarafProcess.unpack(folder);
        karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
        karaf.deploy(Path.of(Objects.requireNonNull(System.getProperty("tunnelwatch.load"), "run mvn verify")));
        load = new LoadBundle(karaf.data("load"));
        start();
        for (int alerts = 0; alerts < ALERTS; alerts += BURST) {
            load.carryOut("burst " + BURST);
        }
        awaitComplete();
    }

    @AfterEach
    void end() {
        karaf.close();
    }

    @Test
    void isWholeAgainFromTheBackupAndTheLog() throws Exception {
        karaf.run("alert:backup").orFail();
        load.carryOut("burst 2000");
        awaitComplete();
        List<String> ids = ids();
        assertThat(ids).hasSize(ALERTS + 2000);

        double seconds = overwriteAndAwaitTheOutcome();

        JsonNode outcome = outcome();
        assertThat(outcome.get("lostAlerts").asLong()).isZero();
        assertThat(outcome.get("lostEvents").asLong()).isZero();
        assertThat(ids()).isEqualTo(ids);
        assertThat(sqlite().query("PRAGMA integrity_check")).containsExactly("ok");
        report(
                "a backup, and a log that reaches back to it",
                ids.size(),
                ids.size(),
                seconds,
                "nothing; the same ids as before");
    }

    @Test
    void withoutABackupAndWithAShortLogKeepsWhatCanBeReadAndSaysTheLossInNumbers() throws Exception {
        karaf.stop();
        karaf.writeConfig("io.tunnelwatch.log.cfg", "segmentBytes = 65536", "maxBytes = 262144");
        start();
        load.carryOut("burst 100");
        await("the log to forget")
                .atMost(COMPLETE_WITHIN)
                .until(() -> karaf.json("alert:log").get("bytes").asLong() < 1_000_000);
        awaitComplete();
        long before = sqlite().number("SELECT count(*) FROM alert");

        double seconds = overwriteAndAwaitTheOutcome();

        JsonNode outcome = outcome();
        long after = sqlite().number("SELECT count(*) FROM alert");
        assertThat(after + outcome.get("lostAlerts").asLong())
                .as("those that are there, and those that are said to be lost")
                .isGreaterThanOrEqualTo(before);
        assertThat(after).isGreaterThan(before - before / 50);
        assertThat(outcome.get("lostAlerts").asLong()
                        + outcome.get("lostEvents").asLong())
                .isPositive();
        assertThat(sqlite().number("SELECT count(*) FROM history_gap WHERE reason = 'UNREADABLE'"))
                .isEqualTo(1);
        assertThat(sqlite().query("PRAGMA integrity_check")).containsExactly("ok");
        report(
                "no backup, and a log that reaches back to its last events only",
                before,
                after,
                seconds,
                "at most %d alerts and %d events of time lines, raised from %s to %s"
                        .formatted(
                                outcome.get("lostAlerts").asLong(),
                                outcome.get("lostEvents").asLong(),
                                outcome.path("lostFrom").asText(),
                                outcome.path("lostTo").asText()));
    }

    /** A line of the table in docs/faults.md. */
    private static void report(String with, long before, long after, double seconds, String lost) throws IOException {
        String line = String.format(Locale.ROOT, "| %s | %d | %d | %.1f | %s |%n", with, before, after, seconds, lost);
        System.out.print(line);
        Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void start() {
        karaf.start();
        await("the load's bundle").atMost(Duration.ofSeconds(60)).until(() -> load.now()
                .isPresent());
    }

    private double overwriteAndAwaitTheOutcome() throws IOException {
        Path database = karaf.data("tunnelwatch/alerts.db");
        byte[] noise = new byte[PAGES * PAGE];
        new Random(42).nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rws")) {
            file.seek(Files.size(database) / PAGE / 2 * PAGE);
            file.write(noise);
        }
        long begin = System.nanoTime();
        await("what came of the damaged file")
                .atMost(COMPLETE_WITHIN)
                .until(() ->
                        karaf.json("alert:store").path("quarantine").path(0).has("lostAlerts"));
        awaitComplete();
        return (System.nanoTime() - begin) / 1e9;
    }

    private void awaitComplete() {
        await("the history has all that is in the log")
                .atMost(COMPLETE_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    JsonNode store = karaf.json("alert:store");
                    return store.path("state").asText().equals("AVAILABLE")
                            && store.path("lag").asLong(1) == 0;
                });
    }

    private JsonNode outcome() {
        return karaf.json("alert:store").get("quarantine").get(0);
    }

    private List<String> ids() {
        return sqlite().query("SELECT id FROM alert ORDER BY id");
    }

    private SqliteShell sqlite() {
        return SqliteShell.of(karaf);
    }
}
