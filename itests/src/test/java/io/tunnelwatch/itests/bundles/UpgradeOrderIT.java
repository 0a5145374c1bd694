package io.tunnelwatch.itests.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every bundle is updated once to a newer version, all at once or one after the other, as README.md says, while a
 * gateway has about 500 events a second: in each order, nothing is lost and nothing is there twice. A line for each
 * order goes into {@code target/upgrades.md}. Takes minutes: part of {@code ./test --faults}.
 */
@EnabledIfSystemProperty(named = "tunnelwatch.faults", matches = "all")
@TestInstance(Lifecycle.PER_CLASS)
class UpgradeOrderIT {

    /** In the order of their imports: what comes first is used by most. */
    private static final List<String> BUNDLES = List.of(
            "alert-api",
            "alert-json",
            "alert-log",
            "wg-probe",
            "datasource",
            "openjpa-sqlite",
            "alert-store",
            "notifier",
            "notifier-alertmanager",
            "notifier-mqtt",
            "notifier-syslog",
            "notifier-snmp",
            "commands",
            "login",
            "web",
            "metrics",
            "events",
            "management",
            "health",
            "first-start");

    private static final Path TABLE = Path.of("target", "upgrades.md");

    /** Half of them are there, and every three seconds the other half. */
    private static final int PEERS = 500;

    private static final long SEED = 8;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    @TempDir
    static Path bin;

    @TempDir
    static Path builds;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(this.karaf));

    private KarafProcess karaf;
    private FakeWg wg;
    private int updates;

    /** How newer jars get into Karaf. */
    enum By {
        RELEASE,
        SHELL,
        DEPLOY
    }

    /** Which bundle goes first. */
    enum Order {
        AT_ONCE,
        IMPORTED_FIRST,
        IMPORTED_LAST,
        RANDOM;

        List<String> of(List<String> bundles) {
            List<String> ordered = new ArrayList<>(bundles);
            switch (this) {
                case AT_ONCE, IMPORTED_FIRST -> {}
                case IMPORTED_LAST -> Collections.reverse(ordered);
                case RANDOM -> Collections.shuffle(ordered, new Random(SEED));
            }
            return ordered;
        }
    }

    @BeforeAll
    void start() {
        wg = new FakeWg(bin);
        karaf = KarafProcess.unpack(folder);
        karaf.writeConfig(
                "io.tunnelwatch.gateway-berlin.cfg",
                "source = wg",
                "command = " + wg.command(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10",
                "outagePercent = 0",
                "flapChanges = 0");
        karaf.start();
        assertThat(versions().keySet()).containsExactlyInAnyOrderElementsOf(BUNDLES);
    }

    @AfterAll
    void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASE, AT_ONCE",
        "SHELL, IMPORTED_FIRST",
        "SHELL, IMPORTED_LAST",
        "SHELL, RANDOM",
        "DEPLOY, IMPORTED_FIRST",
        "DEPLOY, IMPORTED_LAST",
        "DEPLOY, RANDOM"
    })
    void nothingIsLostOrTwice(By by, Order order) throws IOException {
        if (by == By.DEPLOY) {
            handOverToDeploy();
        }
        wg.alternate(peers(0, PEERS / 2), peers(PEERS / 2, PEERS));
        awaitEvents();
        long before = lastSequence();
        Instant begin = Instant.now();

        if (by == By.RELEASE) {
            installRelease("0.2.0");
        } else {
            for (String bundle : order.of(BUNDLES)) {
                update(bundle, by);
            }
        }

        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        long events = lastSequence() - before;
        awaitEvents();
        wg.print(peers(0, PEERS / 2));
        Quiet.awaitIn(karaf, PEERS / 2);
        report(by, order, events, seconds);
    }

    /** As from a KAR: the jars and the repository of features are in the system folder. */
    private void installRelease(String version) throws IOException {
        Path system = karaf.etc("../system/io/tunnelwatch").normalize();
        for (String name : BUNDLES) {
            Path folder = Files.createDirectories(system.resolve(name).resolve(version));
            BundleJar.of(karaf, name).build(version, folder.resolve(name + "-" + version + ".jar"));
        }
        String old = Objects.requireNonNull(System.getProperty("tunnelwatch.version"), "run mvn verify");
        String features = Files.readString(system.resolve("features/" + old + "/features-" + old + "-features.xml"));
        Path folder = Files.createDirectories(system.resolve("features").resolve(version));
        Files.writeString(folder.resolve("features-" + version + "-features.xml"), features.replace(old, version));

        karaf.run("feature:repo-add mvn:io.tunnelwatch/features/" + version + "/xml/features")
                .orFail();
        String wanted = karaf.run("feature:list --required --no-format")
                .orFail()
                .lines()
                .map(line -> line.split("\\s")[0])
                .filter(name -> name.startsWith("tunnelwatch"))
                .map(name -> name + "/" + version)
                .collect(Collectors.joining(" "));
        karaf.run("feature:install --upgrade " + wanted).orFail();
        awaitWell(BUNDLES.stream().collect(Collectors.toMap(Function.identity(), name -> version)));
    }

    /** The jars of the versions that run, under names without a version: from then on the files are the bundles. */
    private void handOverToDeploy() {
        versions().forEach((name, version) -> {
            Path file = karaf.deployFolder().resolve(name + ".jar");
            if (!Files.exists(file)) {
                long before = takenOver();
                BundleJar.of(karaf, name).build(version, file);
                await(name + " in deploy/").atMost(LIMIT).until(() -> takenOver() > before);
            }
        });
        awaitWell(Map.of());
    }

    private long takenOver() {
        return karaf.logTail(Integer.MAX_VALUE)
                .lines()
                .filter(line -> line.contains("Updating this bundle instead"))
                .count();
    }

    private void update(String name, By by) {
        String version = "0.2." + ++updates;
        BundleJar jar = BundleJar.of(karaf, name);
        switch (by) {
            case SHELL -> karaf.run("bundle:update -r io.tunnelwatch." + name + " "
                            + jar.build(version, builds.resolve(name + ".jar")).toUri())
                    .orFail();
            case DEPLOY -> jar.build(version, karaf.deployFolder().resolve(name + ".jar"));
            default -> throw new IllegalArgumentException("One bundle is not updated by " + by);
        }
        awaitWell(Map.of(name, version));
    }

    /** There is one bundle of each name, active, and these have these versions; the history is at work. */
    private void awaitWell(Map<String, String> expected) {
        await("well with " + expected)
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(versions()).hasSize(BUNDLES.size()).containsAllEntriesOf(expected);
                    assertThat(karaf.json("alert:store").get("state").asText()).isEqualTo("AVAILABLE");
                });
    }

    /** By folder; fails when one is there twice, or is not active. */
    private Map<String, String> versions() {
        return karaf.ourBundles().stream()
                .map(line -> line.split("\\s*[|│]\\s*"))
                .peek(columns -> assertThat(columns[1]).as(columns[4]).isIn("Active", "Resolved"))
                .collect(Collectors.toMap(columns -> columns[4].replace("io.tunnelwatch.", ""), columns -> columns[3]));
    }

    private void awaitEvents() {
        long before = lastSequence();
        await("events").atMost(LIMIT).until(() -> lastSequence() > before + 2 * PEERS);
    }

    private long lastSequence() {
        return karaf.json("alert:log").get("lastSequence").asLong();
    }

    private void report(By by, Order order, long events, double seconds) throws IOException {
        SqliteShell history = SqliteShell.of(karaf);
        long inLog = lastSequence();
        long inHistory = history.number("SELECT count(*) FROM alert_event");
        long twice = history.number("SELECT count(*) FROM (SELECT 1 FROM alert_event WHERE type = 'Raised'"
                + " GROUP BY alert_id HAVING count(*) > 1)");
        long openTwice = history.number("SELECT count(*) FROM (SELECT 1 FROM alert WHERE state <> 'RESOLVED'"
                + " GROUP BY kind, gateway, interface, peer_key HAVING count(*) > 1)");
        String line = String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.0f | %.0f | %d | %d |%n",
                switch (by) {
                    case RELEASE -> "`feature:install --upgrade`";
                    case SHELL -> "`bundle:update -r`";
                    case DEPLOY -> "`deploy/`";
                },
                order.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                BUNDLES.size(),
                events,
                events / seconds,
                seconds,
                inLog - inHistory,
                twice + openTwice);
        System.out.print(line);
        Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(karaf.json("alert:log").get("missing"))
                .as("missing in the log")
                .isEmpty();
        assertThat(inHistory).as("events in the history, and in the log").isEqualTo(inLog);
        assertThat(twice + openTwice).as("twice").isZero();
        assertThat(history.number("SELECT count(*) FROM rejected_event")).isZero();
        assertThat(history.number("SELECT count(*) FROM history_gap")).isZero();
        assertThat(karaf.loggedErrors()).isEmpty();
    }

    private static Map<String, Instant> peers(int from, int to) {
        Instant longAgo = Instant.now().minusSeconds(3600);
        Map<String, Instant> peers = new LinkedHashMap<>();
        IntStream.range(from, to).forEach(number -> peers.put(FakeWg.publicKey(number), longAgo));
        return peers;
    }
}
