package io.tunnelwatch.itests.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.load.GrowingFile;
import io.tunnelwatch.itests.load.LoadBundle;
import io.tunnelwatch.itests.load.Offer;
import io.tunnelwatch.itests.wireguard.Handshakes;
import io.tunnelwatch.itests.wireguard.WireGuardLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A foreign bundle's EventHandler, its AlertListener, a JMX client and health checks see the alerts of a real WireGuard
 * gateway, though others of each kind sleep for a minute over each event, or throw: those delay nobody.
 */
class EventsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LOG = "io.tunnelwatch:type=Log";
    private static final String GATEWAY = "io.tunnelwatch:type=Gateway,name=fast";

    /** How long the slow ones sleep over each event. */
    private static final Duration NAP = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(this.karaf));

    private KarafProcess karaf;
    private WireGuardLab wireGuard;
    private final List<Arrival> heard = new ArrayList<>();
    private final List<Arrival> handled = new ArrayList<>();

    /** A line of the foreign bundle. */
    private record Arrival(long arrivedAt, long sequence, String type, String kind, String gateway, long at) {

        static Arrival parse(String line) {
            String[] fields = line.split(",");
            return new Arrival(
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    fields[2],
                    fields[3],
                    fields[4],
                    Long.parseLong(fields[5]));
        }

        boolean is(String wantedType) {
            return type.equals(wantedType) && kind.equals("PEER_DOWN") && gateway.equals("fast");
        }

        long delayMillis() {
            return arrivedAt - at;
        }
    }

    @AfterEach
    void end() {
        if (karaf != null) {
            karaf.close();
        }
        if (wireGuard != null) {
            wireGuard.close();
        }
    }

    @Test
    void aSlowOrThrowingSubscriberDelaysNobody() throws Exception {
        wireGuard = WireGuardLab.start();
        karaf = KarafProcess.unpack(folder);
        karaf.writeConfig(
                "io.tunnelwatch.gateway-fast.cfg",
                "source = wg",
                "command = " + wireGuard.dumpCommand(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10");
        Handshakes.renewedDuring(wireGuard, Duration.ofSeconds(3), () -> {
            karaf.start();
            user("vera", "viewer");
            user("mona", "manager");
            await().atMost(LIMIT).until(() -> karaf.run("wg:peers").orFail().contains("UP"));
        });
        LoadBundle load = new LoadBundle(karaf.data("load"));
        karaf.deploy(jar("tunnelwatch.load"));
        karaf.deploy(jar("tunnelwatch.foreign"));
        await("the foreign bundle")
                .atMost(LIMIT)
                .until(() -> karaf.json("alert:log").get("consumers").findValuesAsText("id").stream()
                        .anyMatch("listener.good"::equals));

        try (JmxClient viewer = JmxClient.connect(karaf, "vera", "secret");
                JmxClient manager = JmxClient.connect(karaf, "mona", "secret")) {
            viewer.listenTo(LOG);
            load.beginRecord();
            load.start(50, 2);
            slowOnesSleep();
            wireGuard.killPeer();
            everybodySees(viewer, "RAISED");
            attributesAndRoles(viewer, manager);
            healthSeesTheLostPeer();
            karaf.run("bundle:restart io.tunnelwatch.events").orFail();
            wireGuard.restartPeer();
            Handshakes.renewedDuring(wireGuard, Duration.ofSeconds(3), () -> everybodySees(viewer, "RESOLVED"));
            load.stop();
            theListenerMissedNothing();
            nobodyWasDelayed(load);
            theHandlerWasServedDuringTheNap();
        }
        theLogSaysWhoIsBroken();
        readyIsNotLive();
        aSickDatabaseIsSaidAndIsNoReasonForARestart();
    }

    private void slowOnesSleep() {
        await("the slow ones to be asleep").atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(
                        Files.readString(karaf.data("foreign/slow.csv")))
                .contains("handler")
                .contains("listener"));
    }

    private void everybodySees(JmxClient jmx, String type) {
        await(type + " everywhere").atMost(LIMIT).untilAsserted(() -> {
            read();
            assertThat(heard).as("the listener").anyMatch(arrival -> arrival.is(type));
            assertThat(handled).as("the handler").anyMatch(arrival -> arrival.is(type));
            assertThat(jmx.received()).as("the JMX client").anyMatch(item -> isOfFast(item, type));
        });
        jmx.received().stream().filter(item -> isOfFast(item, type)).forEach(item -> assertThat(
                        item.at() - item.notification().getTimeStamp())
                .as("milliseconds to the JMX client")
                .isLessThan(2000));
    }

    private static boolean isOfFast(JmxClient.Received item, String type) {
        return item.notification().getType().equals("io.tunnelwatch.alert." + type.toLowerCase(java.util.Locale.ROOT))
                && "fast".equals(item.alert().get("gateway"))
                && "PEER_DOWN".equals(item.alert().get("kind"));
    }

    private void attributesAndRoles(JmxClient viewer, JmxClient manager) throws Exception {
        assertThat((Long) viewer.attribute(LOG, "LastSequence")).isPositive();
        assertThat((Object[]) viewer.attribute(LOG, "Consumers")).isNotEmpty();
        assertThat(viewer.attribute("io.tunnelwatch:type=Store", "State")).isEqualTo("AVAILABLE");
        assertThat(viewer.attribute("io.tunnelwatch:type=Probe", "Peers")).isEqualTo(1);
        assertThat(viewer.attribute(GATEWAY, "State")).isEqualTo("UP");
        assertThat((Object[]) viewer.call(LOG, "listOpenAlerts")).isNotEmpty();
        assertThatThrownBy(() -> viewer.call(GATEWAY, "poll")).isInstanceOf(SecurityException.class);
        assertThat(manager.call(GATEWAY, "poll")).isEqualTo("UP");
        assertThatThrownBy(() -> manager.call("io.tunnelwatch:type=Store", "backup"))
                .isInstanceOf(SecurityException.class);
    }

    /** Also not while the bundle between was restarted. */
    private void theListenerMissedNothing() {
        JsonNode log = karaf.json("alert:log");
        long last = log.get("lastSequence").asLong();
        await("all events").atMost(LIMIT).untilAsserted(() -> {
            read();
            assertThat(heard.get(heard.size() - 1).sequence()).isGreaterThanOrEqualTo(last);
        });
        List<Long> distinct = heard.stream().map(Arrival::sequence).distinct().toList();
        assertThat(distinct)
                .as("without a gap, in order")
                .isEqualTo(LongStream.rangeClosed(distinct.get(0), distinct.get(distinct.size() - 1))
                        .boxed()
                        .toList());
        assertThat(heard.size() - distinct.size()).as("events that came twice").isLessThan(200);
        System.out.printf("EventsIT: %d events heard, %d twice%n", distinct.size(), heard.size() - distinct.size());
    }

    private void nobodyWasDelayed(LoadBundle load) {
        List<Long> appends = load.offers().stream()
                .filter(offer -> offer.what().equals("accepted"))
                .map(Offer::micros)
                .sorted()
                .toList();
        long p99 = appends.get(appends.size() * 99 / 100);
        long handlerWorst =
                handled.stream().mapToLong(Arrival::delayMillis).max().orElseThrow();
        List<Long> delays = heard.stream().map(Arrival::delayMillis).sorted().toList();
        long listenerP99 = delays.get(delays.size() * 99 / 100);
        System.out.printf(
                "EventsIT: %d appends, p99 %d us; listener p99 %d ms; other handlers at worst %d ms%n",
                appends.size(), p99, listenerP99, handlerWorst);
        assertThat(appends.size()).isGreaterThan(200);
        // the slow ones sleep for a minute: who waited for them would be far beyond these
        assertThat(p99).as("microseconds of an append").isLessThan(1_000_000);
        assertThat(listenerP99).as("milliseconds to the good listener").isLessThan(5_000);
        assertThat(handlerWorst).as("milliseconds to the good handler").isLessThan(5_000);
    }

    /** The good handler was told of all that came while the slow one slept, in order. */
    private void theHandlerWasServedDuringTheNap() throws IOException {
        long asleep = Files.readAllLines(karaf.data("foreign/slow.csv")).stream()
                .filter(line -> line.endsWith(",handler"))
                .mapToLong(line -> Long.parseLong(line.split(",")[0]))
                .min()
                .orElseThrow();
        List<Long> during = handled.stream()
                .filter(arrival -> arrival.arrivedAt() > asleep && arrival.arrivedAt() < asleep + NAP.toMillis())
                .map(Arrival::sequence)
                .toList();
        System.out.printf("EventsIT: %d events handled during the nap%n", during.size());
        assertThat(during).hasSizeGreaterThan(100).isSorted();
    }

    private void theLogSaysWhoIsBroken() {
        Map<String, JsonNode> consumers = new java.util.HashMap<>();
        karaf.json("alert:log")
                .get("consumers")
                .forEach(node -> consumers.put(node.get("id").asText(), node));
        assertThat(consumers.get("listener.broken").get("state").asText()).isEqualTo("RETRYING");
        assertThat(consumers.get("listener.broken").get("lastError").asText()).contains("a broken listener");
        assertThat(consumers.get("eventadmin").get("lag").asLong()).isLessThan(100);
    }

    private void healthSeesTheLostPeer() throws Exception {
        HealthCalls health = new HealthCalls(karaf);
        assertThat(health.list())
                .contains("Tunnelwatch gateway fast", "Tunnelwatch store", "Tunnelwatch log", "live", "ready");
        await("the lost peer").atMost(LIMIT).untilAsserted(() -> assertThat(health.shell("gateway"))
                .contains("Tunnelwatch gateway fast", "PEER_DOWN", "CRITICAL"));
        assertThat(health.http("gateway")).isEqualTo("503 CRITICAL");
        assertThat(health.http("live")).isEqualTo("200 OK");
        health.saysNoNames("fast");
    }

    /** A bundle that an operator stopped: not ready, and no restart mends it. */
    private void readyIsNotLive() {
        HealthCalls health = new HealthCalls(karaf);
        karaf.run("bundle:stop io.tunnelwatch.wg-probe").orFail();
        await("not ready").atMost(LIMIT).untilAsserted(() -> {
            assertThat(health.http("ready")).isEqualTo("503 TEMPORARILY_UNAVAILABLE");
            assertThat(health.http("live")).isEqualTo("200 OK");
        });
        karaf.run("bundle:start io.tunnelwatch.wg-probe").orFail();
        // the broken listener is a warning, with which it is ready
        await("ready again").atMost(LIMIT).untilAsserted(() -> assertThat(health.http("ready"))
                .isEqualTo("200 WARN"));
        await("the gateway is well").atMost(LIMIT).untilAsserted(() -> assertThat(health.shell("gateway"))
                .contains("fast is UP"));
    }

    private void aSickDatabaseIsSaidAndIsNoReasonForARestart() throws Exception {
        HealthCalls health = new HealthCalls(karaf);
        Path database = karaf.data("tunnelwatch/alerts.db");
        chattr("+i", database);
        try {
            karaf.run("alert:silence --gateway nobody --for 1m").orFail();
            await("a read-only database").atMost(LIMIT).untilAsserted(() -> {
                String said = health.shell("store");
                assertThat(said).contains("The alert history is READONLY");
                // a table, which breaks a long path where its column ends
                assertThat(said.replaceAll("\\s", "")).contains(database.toString());
                assertThat(health.http("store")).isEqualTo("503 CRITICAL");
            });
            assertThat(health.http("live")).isEqualTo("200 OK");
            assertThat(health.http("ready")).isEqualTo("200 WARN");
        } finally {
            chattr("-i", database);
        }
        await("a database that is well").atMost(LIMIT).untilAsserted(() -> assertThat(health.http("store"))
                .isEqualTo("200 OK"));
    }

    private static void chattr(String change, Path file) throws Exception {
        Process chattr = new ProcessBuilder("chattr", change, file.toString())
                .inheritIO()
                .start();
        assertThat(chattr.waitFor())
                .as("chattr %s %s (needs root, and a file system like ext4 under the temporary folder)", change, file)
                .isZero();
    }

    private void read() {
        heardFile().newLines().stream().map(Arrival::parse).forEach(heard::add);
        handledFile().newLines().stream().map(Arrival::parse).forEach(handled::add);
    }

    private GrowingFile heardFile;
    private GrowingFile handledFile;

    private GrowingFile heardFile() {
        heardFile = Optional.ofNullable(heardFile).orElseGet(() -> new GrowingFile(karaf.data("foreign/listener.csv")));
        return heardFile;
    }

    private GrowingFile handledFile() {
        handledFile =
                Optional.ofNullable(handledFile).orElseGet(() -> new GrowingFile(karaf.data("foreign/handler.csv")));
        return handledFile;
    }

    private void user(String name, String role) {
        karaf.run("jaas:realm-manage --realm karaf; jaas:user-add " + name + " secret; jaas:role-add " + name + " "
                        + role + "; jaas:update")
                .orFail();
    }

    private static Path jar(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property));
    }
}
