package io.tunnelwatch.itests.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.AlertRow;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.notify.Mosquitto.Subscriber;
import io.tunnelwatch.itests.wireguard.Handshakes;
import io.tunnelwatch.itests.wireguard.WireGuardLab;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer of a real WireGuard gateway dies, is away for more than a minute, and comes back. Of each of the three the
 * other side of each channel is told once: GreenMail, an HTTP server, and the Alertmanager, Mosquitto, rsyslog and
 * snmptrapd of the machine.
 */
class RealServicesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration STALE_AFTER = Duration.ofSeconds(10);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(3);
    private static final Duration RENOTIFY = Duration.ofMinutes(1);

    /** From when a notice comes to be until the last of all sides has it. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final String PASSWORD = "pw " + "5f1c3b";
    private static final String SECRET = "hs-" + "77ab01";

    /** With what JSON, structured data and mail headers have to escape. */
    private static final String PEER_NAME = "J\u00f6rg \"laptop\" [7]";

    private static final String PEER_NAME_IN_SETTINGS = "J\\u00f6rg \"laptop\" [7]";

    private static final List<String> CHANNELS = List.of(
            "alertmanager.noc",
            "email.noc",
            "mqtt.noc",
            "snmp.inform",
            "snmp.trap",
            "snmp.v3inform",
            "snmp.v3trap",
            "syslog.tcp",
            "syslog.udp",
            "webhook.noc");

    /** Who the channels of SNMP are to the receiver. */
    private static final Map<String, String> SNMP_NAMES = Map.of(
            "inform", SnmpTrapd.INFORM_COMMUNITY,
            "trap", SnmpTrapd.TRAP_COMMUNITY,
            "v3inform", SnmpTrapd.INFORMING_USER,
            "v3trap", SnmpTrapd.TRAPPING_USER);

    @TempDir
    Path folder;

    private KarafProcess karaf;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(karaf));

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private WireGuardLab wireGuard;
    private MailServer mails;
    private WebhookServer hook;
    private WebhookServer onCall;
    private Alertmanager alertmanager;
    private Mosquitto broker;
    private Subscriber subscriber;
    private Rsyslog collector;
    private SnmpTrapd trapd;

    @BeforeEach
    void start() {
        ServerCertificate certificate = ServerCertificate.in(folder);
        mails = ended(MailServer.withTls(certificate)).withUser("noc", PASSWORD);
        hook = ended(new WebhookServer());
        onCall = ended(new WebhookServer());
        alertmanager = ended(new Alertmanager(folder, onCall.url("/on-call"))).awaitReady();
        broker = ended(new Mosquitto(folder, PASSWORD)).awaitReady();
        subscriber = broker.subscribe("tunnelwatch/#");
        collector = ended(new Rsyslog(folder)).awaitReady();
        wireGuard = ended(WireGuardLab.start());
        karaf = ended(KarafProcess.unpack(folder));
        Path mib = karaf.file("contrib/snmp/TUNNELWATCH-MIB.txt");
        trapd = ended(new SnmpTrapd(folder, mib, PASSWORD, SECRET)).awaitReady();
        karaf.environment(Map.of("PASSWORD", PASSWORD, "HOOK_SECRET", SECRET));
        watch();
        tell(certificate);
    }

    @AfterEach
    void end() throws Exception {
        Exception failure = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                failure = e; // the others are to be ended too
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Test
    void eachSideIsToldOnceOfAPeersEndThatItIsStillAwayAndThatItIsBack() {
        Handshakes.renewedDuring(wireGuard, RENEWED_EVERY, () -> {
            karaf.start();
            await("the peer is UP").atMost(LIMIT).until(() -> verdict().equals(Optional.of("UP")));
            await("all channels").atMost(LIMIT).until(() -> channels("id").equals(CHANNELS));
        });
        assertThat(told().values()).allSatisfy(notices -> assertThat(notices).isEmpty());

        wireGuard.killPeer();
        await("somebody is told").atMost(STALE_AFTER.plus(LIMIT)).until(() -> !hook.confirmed()
                .isEmpty());
        String alert = hook.confirmed().get(0).body().at("/alerts/0/id").asText();
        assertThat(eachIsTold(alert, LIMIT, "raised")).isLessThan(IN_TIME);
        JsonNode open = theAlertmanagerHasIt(alert);
        theBrokerKeeps("RAISED");

        eachIsTold(alert, RENOTIFY.plus(LIMIT), "raised", "renotified-1");
        JsonNode stillOpen = theAlertmanagerIsToldThatItIsStillOpen(open);
        theBrokerKeeps("RENOTIFIED");

        wireGuard.restartPeer();
        Handshakes.renewedDuring(wireGuard, RENEWED_EVERY, () -> {
            assertThat(eachIsTold(alert, LIMIT, "raised", "renotified-1", "resolved"))
                    .isLessThan(IN_TIME);
            theAlertmanagerIsToldThatItIsOver(stillOpen);
            theBrokerKeeps("RESOLVED");
            theHistoryHasAllDeliveries(alert);
        });

        // some seconds later: nothing of it is told again
        assertThat(told().values()).allSatisfy(notices -> assertThat(notices).hasSize(3));
        assertThat(channels("state")).hasSize(CHANNELS.size()).containsOnly("WORKING");
        mailProgramsPutTheMailsTogether(alert);
        webhooksAreSigned();
        syslogHasItAll(alert);
        snmpHasItAll(alert);
        assertThat(karaf.loggedErrors()).isEmpty();
        ofADeadTunnelwatchTheBrokerTells();
    }

    private void watch() {
        karaf.writeConfig(
                "io.tunnelwatch.gateway-berlin.cfg",
                "source = wg",
                "command = " + wireGuard.dumpCommand(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = " + STALE_AFTER.toSeconds());
        karaf.writeConfig(
                "io.tunnelwatch.peer-laptop.cfg",
                "publicKey = " + wireGuard.peerPublicKey(),
                "name = " + PEER_NAME_IN_SETTINGS);
    }

    private void tell(ServerCertificate certificate) {
        channel(
                "email-noc",
                "host = 127.0.0.1",
                "port = " + mails.port(),
                "security = tls",
                "caFile = " + certificate.pem(),
                "username = noc",
                "password = $[env:PASSWORD]",
                "from = Tunnelwatch <tunnelwatch@example.org>",
                "to = noc@example.org");
        channel("webhook-noc", "url = " + hook.url("/hook"), "secret = $[env:HOOK_SECRET]");
        channel(
                "alertmanager-noc",
                "url = " + alertmanager.url(),
                "labels = site=lab",
                // so that it is the renotification that tells it again
                "refreshSeconds = 3600");
        channel("mqtt-noc", "url = " + broker.url(), "username = " + Mosquitto.USER, "password = $[env:PASSWORD]");
        channel("syslog-tcp", "host = 127.0.0.1", "protocol = tcp", "port = " + collector.tcpPort());
        channel("syslog-udp", "host = 127.0.0.1", "protocol = udp", "port = " + collector.udpPort());
        for (String type : List.of("inform", "trap")) {
            String community = "community = " + SNMP_NAMES.get(type);
            snmp(type, "version = v2c", "type = " + type, community);
            snmp(
                    "v3" + type,
                    "type = " + type,
                    "username = " + SNMP_NAMES.get("v3" + type),
                    "authenticationPassword = $[env:PASSWORD]",
                    "privacyPassword = $[env:HOOK_SECRET]",
                    "engineId = " + SnmpTrapd.ENGINE_ID);
        }
    }

    private void snmp(String name, String... settings) {
        channel(
                "snmp-" + name,
                Stream.concat(Stream.of("host = 127.0.0.1", "port = " + trapd.port()), Stream.of(settings))
                        .toArray(String[]::new));
    }

    private void channel(String name, String... settings) {
        karaf.writeConfig(
                "io.tunnelwatch.channel." + name + ".cfg",
                Stream.concat(
                                Stream.of(settings),
                                Stream.of("match = kind=PEER_*", "renotifyMinutes = " + RENOTIFY.toMinutes()))
                        .toArray(String[]::new));
    }

    /** The keys of all notices that came, in order, by channel; an Alertmanager has alerts and no notices. */
    private Map<String, List<String>> told() {
        Map<String, List<String>> told = new LinkedHashMap<>();
        told.put("email.noc", mails.keys());
        told.put(
                "webhook.noc",
                hook.received().stream().map(WebhookServer.Received::key).toList());
        told.put("mqtt.noc", mqttKeys("tunnelwatch/notices"));
        told.put("mqtt.noc (state)", mqttKeys("tunnelwatch/peers/"));
        for (String input : List.of("tcp", "udp")) {
            told.put(
                    "syslog." + input,
                    collector.messages(input).stream()
                            .map(message -> message.data().path("key").asText())
                            .toList());
        }
        SNMP_NAMES.forEach((channel, name) -> told.put(
                "snmp." + channel,
                trapd.messages(name).stream()
                        .map(message -> message.value("twNoticeKey"))
                        .toList()));
        return told;
    }

    private List<String> mqttKeys(String topic) {
        return subscriber.payloads(topic).stream()
                .map(payload -> Lines.json(payload).path("key").asText())
                .toList();
    }

    /**
     * Waits until each has these notices and no other. Returns how long after the webhook's latest came to be all had
     * it.
     */
    private Duration eachIsTold(String alert, Duration limit, String... notices) {
        List<String> keys =
                Stream.of(notices).map(notice -> alert + "-" + notice).toList();
        Map<String, Instant> seen = new LinkedHashMap<>();
        await(String.join(", ", notices))
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    Map<String, List<String>> told = told();
                    told.forEach((channel, has) -> {
                        if (has.equals(keys)) {
                            seen.putIfAbsent(channel, Instant.now());
                        }
                    });
                    assertThat(told.values()).allSatisfy(has -> assertThat(has).isEqualTo(keys));
                });
        JsonNode latest = hook.received().get(notices.length - 1).body().at("/alerts/0");
        Instant began = Instant.parse(latest.get("at").asText());
        seen.forEach((channel, at) -> System.out.printf(
                "RealServicesIT: %s of %s %d ms after the webhook's came to be%n",
                channel,
                latest.get("notice").asText(),
                Duration.between(began, at).toMillis()));
        return seen.values().stream()
                .map(at -> Duration.between(began, at))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private JsonNode theAlertmanagerHasIt(String alert) {
        await("the Alertmanager tells who is on call").atMost(IN_TIME).until(() -> onCall("status")
                .equals(List.of("firing")));
        JsonNode open = theOnlyActive();
        assertThat(open.at("/labels/alertname").asText()).isEqualTo("PEER_DOWN");
        assertThat(open.at("/labels/gateway").asText()).isEqualTo("berlin");
        assertThat(open.at("/labels/peer").asText()).isEqualTo(PEER_NAME);
        assertThat(open.at("/labels/peer_key").asText()).isEqualTo(wireGuard.peerPublicKey());
        assertThat(open.at("/labels/site").asText()).isEqualTo("lab");
        assertThat(open.at("/annotations/tunnelwatch_id").asText()).isEqualTo(alert);
        return open;
    }

    /** To it a renotification is the same alert posted once more, with a later end: it tells nobody. */
    private JsonNode theAlertmanagerIsToldThatItIsStillOpen(JsonNode before) {
        await("posted again").atMost(LIMIT).untilAsserted(() -> assertThat(time(theOnlyActive(), "endsAt"))
                .isAfter(time(before, "endsAt").plus(RENOTIFY.minusSeconds(5))));
        JsonNode now = theOnlyActive();
        assertThat(time(now, "updatedAt")).isAfter(time(before, "updatedAt"));
        assertThat(time(now, "startsAt")).isEqualTo(time(before, "startsAt"));
        assertThat(now.get("fingerprint")).isEqualTo(before.get("fingerprint"));
        assertThat(onCall("status")).containsExactly("firing");
        return now;
    }

    private void theAlertmanagerIsToldThatItIsOver(JsonNode before) {
        await("nothing is open")
                .atMost(IN_TIME)
                .until(() -> alertmanager.active().isEmpty());
        await("who is on call is told").atMost(IN_TIME).until(() -> onCall("status")
                .equals(List.of("firing", "resolved")));
        assertThat(onCall("fingerprint")).containsOnly(before.get("fingerprint").asText());
        assertThat(onCall.received()
                        .get(1)
                        .body()
                        .at("/alerts/0/annotations/reason")
                        .asText())
                .isNotEmpty();
    }

    private JsonNode theOnlyActive() {
        List<JsonNode> active = alertmanager.active();
        assertThat(active).hasSize(1);
        assertThat(active.get(0).at("/status/state").asText()).isEqualTo("active");
        return active.get(0);
    }

    /** A field of each alert that the Alertmanager told of. */
    private List<String> onCall(String field) {
        return onCall.received().stream()
                .flatMap(request -> request.body().get("alerts").findValuesAsText(field).stream())
                .toList();
    }

    /** Who subscribes now is told how it stands. */
    private void theBrokerKeeps(String notice) {
        try (Subscriber late = broker.subscribe("tunnelwatch/#")) {
            await("what is retained")
                    .atMost(IN_TIME)
                    .until(() -> late.messages().size() == 2);
            assertThat(late.messages()).allMatch(Mosquitto.Told::retained);
            assertThat(late.payloads("tunnelwatch/status")).containsExactly("online");
            JsonNode state =
                    Lines.json(late.payloads("tunnelwatch/peers/berlin/").get(0));
            assertThat(state.get("notice").asText()).isEqualTo(notice);
            assertThat(state.get("peerName").asText()).isEqualTo(PEER_NAME);
        }
    }

    /** Its last will: nobody said good-bye. */
    private void ofADeadTunnelwatchTheBrokerTells() {
        assertThat(subscriber.payloads("tunnelwatch/status")).containsExactly("online");
        karaf.kill9();
        await("the last will")
                .atMost(IN_TIME)
                .until(() -> subscriber.payloads("tunnelwatch/status").equals(List.of("online", "offline")));
    }

    private void theHistoryHasAllDeliveries(String alert) {
        await("all is recorded").atMost(LIMIT).untilAsserted(() -> {
            Map<String, List<String>> notices = new LinkedHashMap<>();
            for (JsonNode delivery : karaf.json("alert:show " + alert).get("deliveries")) {
                assertThat(delivery.has("failure")).as("%s failed", delivery).isFalse();
                notices.computeIfAbsent(delivery.get("channel").asText(), channel -> new ArrayList<>())
                        .add(delivery.get("notice").asText());
            }
            assertThat(notices.keySet()).containsExactlyInAnyOrderElementsOf(CHANNELS);
            assertThat(notices.values())
                    .allSatisfy(of -> assertThat(of).containsExactly("RAISED", "RENOTIFIED", "RESOLVED"));
        });
        assertThat(AlertRow.all(karaf)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(alert);
            assertThat(row.state()).isEqualTo("RESOLVED");
        });
    }

    private void mailProgramsPutTheMailsTogether(String alert) {
        List<MimeMessage> all = mails.messages();
        String first = MailServer.header(all.get(0), "Message-ID");
        assertThat(first).isEqualTo("<" + alert + "-raised@example.org>");
        assertThat(MailServer.header(all.get(0), "References")).isNull();
        assertThat(all.subList(1, 3)).allSatisfy(mail -> {
            assertThat(MailServer.header(mail, "References")).contains(first);
            assertThat(MailServer.header(mail, "In-Reply-To")).isEqualTo(first);
            assertThat(MailServer.header(mail, "Message-ID")).isNotEqualTo(first);
        });
        assertThat(mails.subjects()).allSatisfy(subject -> assertThat(subject).contains(PEER_NAME));
    }

    private void webhooksAreSigned() {
        assertThat(hook.received()).allSatisfy(request -> {
            assertThat(request.isSignedWith(SECRET)).isTrue();
            assertThat(request.isSignedWith(SECRET + "x")).isFalse();
        });
    }

    private void syslogHasItAll(String alert) {
        for (String input : List.of("tcp", "udp")) {
            List<Rsyslog.Told> messages = collector.messages(input);
            assertThat(messages).allSatisfy(message -> {
                assertThat(message.appName()).isEqualTo("tunnelwatch");
                assertThat(message.messageId()).isEqualTo("PEER_DOWN");
                assertThat(message.data().get("id").asText()).isEqualTo(alert);
                assertThat(message.data().get("gateway").asText()).isEqualTo("berlin");
                assertThat(message.data().get("peer").asText()).isEqualTo(PEER_NAME);
                assertThat(message.data().get("peerKey").asText()).isEqualTo(wireGuard.peerPublicKey());
                assertThat(message.text()).startsWith("\uFEFF").contains(PEER_NAME);
            });
            assertThat(messages)
                    .extracting(message -> message.data().get("notice").asText())
                    .containsExactly("raised", "renotified", "resolved");
            assertThat(messages)
                    .extracting(Rsyslog.Told::priority)
                    .as("local0: critical, critical, and notice")
                    .containsExactly(130, 130, 133);
        }
    }

    private void snmpHasItAll(String alert) {
        SNMP_NAMES.forEach((channel, name) -> {
            List<SnmpTrapd.Told> messages = trapd.messages(name);
            assertThat(messages).allSatisfy(message -> {
                assertThat(message.from())
                        .contains(channel.startsWith("v3") ? "SNMP v3" : "SNMP v2c")
                        .startsWith(channel.endsWith("inform") ? "INFORM" : "TRAP2");
                assertThat(message.value("twAlertId")).isEqualTo(alert);
                assertThat(message.value("twAlertKind")).isEqualTo("peerDown(2)");
                assertThat(message.value("twAlertSeverity")).isEqualTo("critical(3)");
                assertThat(message.value("twAlertGateway")).isEqualTo("berlin");
                assertThat(message.value("twAlertPeerKey")).isEqualTo(wireGuard.peerPublicKey());
                assertThat(message.value("twAlertPeerName")).isEqualTo(PEER_NAME);
                assertThat(message.value("twAlertRaisedAt")).matches("\\d{4}-\\d+-\\d+,\\d+:\\d+:\\d+\\.\\d,\\+0:0");
            });
            assertThat(messages)
                    .extracting(SnmpTrapd.Told::name)
                    .containsExactly("twAlertRaised", "twAlertRenotified", "twAlertResolved");
            assertThat(messages)
                    .extracting(message -> message.value("twAlertState"))
                    .containsExactly("open(1)", "open(1)", "resolved(3)");
        });
    }

    private Optional<String> verdict() {
        for (JsonNode peer : karaf.json("wg:peers").get("peers")) {
            if (peer.get("publicKey").asText().equals(wireGuard.peerPublicKey())) {
                return Optional.of(peer.get("verdict").asText());
            }
        }
        return Optional.empty();
    }

    private List<String> channels(String field) {
        List<String> values = new ArrayList<>();
        karaf.json("alert:channels")
                .get("channels")
                .forEach(one -> values.add(one.get(field).asText()));
        return values;
    }

    private static Instant time(JsonNode alert, String field) {
        return Instant.parse(alert.get(field).asText());
    }

    /** It is ended after the test. */
    private <T extends AutoCloseable> T ended(T one) {
        started.push(one);
        return one;
    }
}
