package io.tunnelwatch.itests.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.LiveJvm;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each bundle is exchanged as the README says, while a gateway has about 500 events a second: nothing is lost, nothing
 * is there twice, and nothing of what was exchanged is left behind.
 */
class HotSwapIT {

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
            "commands",
            "web",
            "metrics");

    /** Exchanged with {@code -Dtunnelwatch.faults=all} only: each takes most of a minute. */
    private static final List<String> MORE_BUNDLES =
            List.of("notifier-snmp", "login", "events", "management", "health");

    private static final String FRAGMENT = "openjpa-sqlite";
    private static final String DATA_SOURCE = "org.ops4j.datasource-tunnelwatch.cfg";
    private static final Path HEAP = Path.of("target", "hot-swap.hprof").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Each look collects garbage and reads the heap, which takes many seconds on a loaded machine. */
    private static final Duration LEFTOVERS_LIMIT = Duration.ofSeconds(180);

    /** What would mean that somebody went on using what is gone. */
    private static final Pattern USE_AFTER_END = Pattern.compile(
            "(?i)NoClassDefFoundError|ClassCastException|BundleContext is no longer valid|Invalid BundleContext"
                    + "|EntityManagerFactory is closed|EntityManagerFactory has been closed");

    @TempDir
    Path folder;

    @TempDir
    Path bin;

    @TempDir
    Path builds;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(this::karaf);

    private Optional<KarafProcess> running = Optional.empty();
    private KarafProcess karaf;
    private FakeWg wg;

    @BeforeEach
    void start() {
        wg = new FakeWg(bin);
        Instant longAgo = Instant.now().minusSeconds(3600);
        wg.alternate(peers(0, 250, longAgo), peers(250, 500, longAgo));
        karaf = KarafProcess.unpack(folder);
        running = Optional.of(karaf);
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
    }

    @AfterEach
    void end() {
        karaf.close();
    }

    @Test
    void eachBundleIsExchangedUnderLoadAndNothingIsLostOrLeftBehind() throws IOException {
        awaitEvents();
        everyOperationOn("alert-store", "0.1.1"); // so that what is made once only is there
        awaitEvents();
        Leftovers before = Leftovers.of(karaf);

        for (String bundle : BUNDLES) {
            everyOperationOn(bundle, "0.1.2");
        }
        if ("all".equals(System.getProperty("tunnelwatch.faults"))) {
            MORE_BUNDLES.forEach(bundle -> everyOperationOn(bundle, "0.1.2"));
        }
        everyOperationOn("alert-store", "0.1.3");
        everyOperationOn("alert-log", "0.1.3");
        copyIntoDeploy();
        theDataSourceGoesAndComes();
        awaitEvents();

        Instant longAgo = Instant.now().minusSeconds(3600);
        wg.print(peers(0, 250, longAgo));
        Quiet.awaitIn(karaf, 250);
        nothingIsLostOrTwice();
        // what is held for a moment only, by a call under way or a thread that ends, is no leak
        awaitNoMoreThan(before);
        assertThat(usesAfterTheEnd()).isEmpty();
        assertThat(karaf.loggedErrors()).isEmpty();
    }

    private void awaitNoMoreThan(Leftovers before) throws IOException {
        try {
            await("nothing to be left behind").atMost(LEFTOVERS_LIMIT).untilAsserted(() -> Leftovers.of(karaf)
                    .assertNoMoreThan(before));
        } catch (ConditionTimeoutException e) {
            Files.deleteIfExists(HEAP);
            new LiveJvm(karaf.pid()).dump(HEAP); // who holds it is seen nowhere else
            throw new AssertionError("Something is left behind: its holder is in " + HEAP, e);
        }
    }

    /** One client session, as an operator's: each command on the bundle, and what is said in README.md. */
    private void everyOperationOn(String name, String version) {
        String bundle = "io.tunnelwatch." + name;
        Path newer = BundleJar.of(karaf, name).build(version, builds.resolve(name + "-" + version + ".jar"));
        String restart = name.equals(FRAGMENT)
                ? ""
                : "bundle:restart " + bundle + "\nbundle:stop " + bundle + "\nbundle:start " + bundle + "\n";
        karaf.run(restart + "bundle:refresh " + bundle).orFail();
        awaitWell(Map.of()); // a refresh goes on behind the command, and an update in the middle of it is refused
        karaf.run("bundle:update -r " + bundle + " " + newer.toUri()).orFail();
        awaitWell(Map.of(name, version));
        String install = name.equals(FRAGMENT) ? "bundle:install " : "bundle:install -s ";
        String host = name.equals(FRAGMENT) ? "bundle:refresh org.apache.openjpa\n" : ""; // takes its fragment in
        karaf.run("bundle:uninstall " + bundle + "\n" + install + newer.toUri() + "\nbundle:refresh\n" + host)
                .orFail();
        awaitWell(Map.of(name, version));
    }

    /** Builds with the versions that are there: they are updated in place. */
    private void copyIntoDeploy() {
        Map<String, String> versions = versions();
        Path deploy = karaf.etc("../deploy").normalize();
        BUNDLES.forEach(name -> BundleJar.of(karaf, name).build(versions.get(name), deploy.resolve(name + ".jar")));
        await("all in deploy/").atMost(LIMIT).until(() -> replacements() == BUNDLES.size());
        awaitWell(versions);
    }

    private long replacements() {
        return karaf.logTail(Integer.MAX_VALUE)
                .lines()
                .filter(line -> line.contains("Updating this bundle instead"))
                .count();
    }

    private void theDataSourceGoesAndComes() throws IOException {
        Path away = builds.resolve(DATA_SOURCE);
        Files.move(karaf.etc(DATA_SOURCE), away);
        await("no data source").atMost(LIMIT).untilAsserted(() -> assertThat(state())
                .isEqualTo("MISSING"));
        awaitEvents();
        Files.move(away, karaf.etc(DATA_SOURCE), StandardCopyOption.ATOMIC_MOVE);
        await("the data source").atMost(LIMIT).untilAsserted(() -> assertThat(state())
                .isEqualTo("AVAILABLE"));
    }

    private String state() {
        return karaf.json("alert:store").get("state").asText();
    }

    /** There is one bundle of each name, active, and these have these versions; the history is at work. */
    private void awaitWell(Map<String, String> expected) {
        await("well with " + expected).atMost(LIMIT).pollDelay(Duration.ZERO).untilAsserted(() -> assertThat(versions())
                .containsAllEntriesOf(expected));
        await("the history").atMost(LIMIT).untilAsserted(() -> assertThat(state())
                .isEqualTo("AVAILABLE"));
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
        await("a burst of events").atMost(LIMIT).untilAsserted(() -> assertThat(lastSequence())
                .isGreaterThan(before + 1000));
    }

    private long lastSequence() {
        return karaf.json("alert:log").get("lastSequence").asLong();
    }

    private void nothingIsLostOrTwice() {
        SqliteShell sqlite = SqliteShell.of(karaf);
        JsonNode log = karaf.json("alert:log");
        assertThat(log.get("missing")).as("missing in the log").isEmpty();
        assertThat(sqlite.number("select count(*) from alert_event"))
                .as("events in the history, and in the log")
                .isEqualTo(log.get("lastSequence").asLong());
        assertThat(sqlite.query(
                        "select alert_id from alert_event where type = 'Raised' group by alert_id having count(*) > 1"))
                .isEmpty();
        assertThat(sqlite.query("select kind, peer_key from alert where state <> 'RESOLVED'"
                        + " group by kind, gateway, interface, peer_key having count(*) > 1"))
                .isEmpty();
        assertThat(sqlite.number("select count(*) from rejected_event")).isZero();
        assertThat(sqlite.number("select count(*) from history_gap")).isZero();
        System.out.printf("HotSwapIT: %d events%n", log.get("lastSequence").asLong());
    }

    private List<String> usesAfterTheEnd() {
        return karaf.logTail(Integer.MAX_VALUE)
                .lines()
                .filter(USE_AFTER_END.asPredicate())
                .toList();
    }

    private static Map<String, Instant> peers(int from, int to, Instant handshake) {
        Map<String, Instant> peers = new LinkedHashMap<>();
        IntStream.range(from, to).forEach(number -> peers.put(FakeWg.publicKey(number), handshake));
        return peers;
    }

    private Optional<KarafProcess> karaf() {
        return running;
    }
}
