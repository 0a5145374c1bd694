package io.tunnelwatch.itests.notify;

import static io.tunnelwatch.itests.notify.WebhookServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.notify.WebhookServer.Received;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notices out of a running Karaf that has no database all the time: in time, once, no storm, over kills and changes of
 * settings.
 */
class NoticesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** From the poll that saw a peer's end to the notice. */
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private static final String PASSWORD = "pw-" + "5f1c3b";
    private static final String HOOK_SECRET = "hs-" + "77ab01";
    private static final String TOKEN_IN_URL = "tok-" + "c0ffee";
    private static final String GATEWAY = "io.tunnelwatch.gateway-berlin.cfg";
    private static final String HOOK = "io.tunnelwatch.channel.webhook-chat.cfg";
    private static final String MAIL = "io.tunnelwatch.channel.email-noc.cfg";

    @TempDir
    static Path folder;

    @TempDir
    static Path bin;

    private static KarafProcess karaf;
    private static FakeWg wg;
    private static final MailServer MAILS = new MailServer().withUser("noc", PASSWORD);
    private static final WebhookServer CHAT = new WebhookServer();

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(karaf));

    /** How many peers the test has; each has its own, so that what ends of another one's is not its business. */
    private static int peers;

    @BeforeAll
    static void start() {
        wg = new FakeWg(bin);
        wg.print(Map.of());
        karaf = KarafProcess.unpack(folder);
        karaf.environment(Map.of("NOC_PASSWORD", PASSWORD, "HOOK_SECRET", HOOK_SECRET));
        karaf.writeConfig(
                "org.ops4j.datasource-tunnelwatch.cfg",
                "osgi.jdbc.driver.name = tunnelwatch-sqlite",
                "dataSourceName = tunnelwatch",
                "osgi.jndi.service.name = tunnelwatch",
                "pool = dbcp2-local",
                "xa = true",
                "url = jdbc:sqlite:" + folder.resolve("nowhere").resolve("alerts.db"));
        gateway("outagePercent = 0");
        chat("/chat");
        karaf.writeConfig(
                MAIL,
                "host = 127.0.0.1",
                "port = " + MAILS.port(),
                "security = none",
                "username = noc",
                "password = $[env:NOC_PASSWORD]",
                "from = tunnelwatch@example.org",
                "to = noc@example.org",
                "match = kind=PEER_DOWN|GATEWAY_*",
                "maxPerMinute = 1000");
        karaf.start();
    }

    @AfterAll
    static void stop() {
        karaf.close();
        MAILS.close();
        CHAT.close();
    }

    @BeforeEach
    void allIsWell() {
        CHAT.behave(status(204));
        gateway("outagePercent = 0");
        wg.print(peers(0, peers, FakeWg.RENEWED));
        awaitChannels();
        await("no open alert").atMost(LIMIT).until(() -> openAlerts("PEER_DOWN") + openAlerts("GATEWAY_OUTAGE") == 0);
        await("nothing under way").atMost(LIMIT).until(() -> backlog() == 0);
        CHAT.forget();
        MAILS.forget();
    }

    @AfterEach
    void theDatabaseWasAwayAllTheTime() {
        assertThat(karaf.json("alert:store").get("state").asText()).isEqualTo("MISSING");
    }

    @Test
    void noticesArriveInTimeWithoutADatabase() {
        upWith(3);
        for (int peer = 0; peer < 3; peer++) {
            String key = FakeWg.publicKey(peer);
            Map<String, Instant> one = peers(0, 3, FakeWg.RENEWED);
            one.put(key, longAgo());
            wg.print(one);
            int round = peer;
            await("mail and webhook")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> CHAT.confirmed().size() == 2 * round + 1
                            && MAILS.messages().size() == 2 * round + 1);
            Instant mailed = Instant.now();
            Received told = CHAT.confirmed().get(2 * peer);
            Instant polled = Instant.parse(told.body().at("/alerts/0/raisedAt").asText());
            System.out.printf(
                    "NoticesIT: webhook %d ms, mail %d ms after the poll%n",
                    Duration.between(polled, told.at()).toMillis(),
                    Duration.between(polled, mailed).toMillis());
            assertThat(Duration.between(polled, told.at())).isLessThan(IN_TIME);
            assertThat(Duration.between(polled, mailed)).isLessThan(IN_TIME);
            wg.print(peers(0, 3, FakeWg.RENEWED));
            await("its end")
                    .atMost(LIMIT)
                    .until(() -> CHAT.confirmed().size() == 2 * round + 2
                            && MAILS.messages().size() == 2 * round + 2);
        }
        assertThat(CHAT.confirmed()).extracting(Received::key).doesNotHaveDuplicates();
        assertThat(MAILS.keys()).doesNotHaveDuplicates();
    }

    @Test
    void aThousandPeersLostInOnePollAreOneMailOfTheOutage() {
        upWith(1000);
        gateway("outagePercent = 50");
        wg.print(peers(0, 1000, longAgo()));
        await("the outage").atMost(LIMIT).until(() -> !MAILS.messages().isEmpty());
        await("all of it").during(Duration.ofSeconds(5)).atMost(LIMIT).untilAsserted(() -> assertThat(MAILS.subjects())
                .singleElement()
                .asString()
                .contains("1000"));
        assertThat(openAlerts("GATEWAY_OUTAGE")).isEqualTo(1);
        assertThat(openAlerts("PEER_DOWN")).isZero();
        wg.print(peers(0, 1000, FakeWg.RENEWED));
        await("its end").atMost(LIMIT).untilAsserted(() -> assertThat(MAILS.subjects())
                .hasSize(2)
                .last()
                .asString()
                .contains("Resolved"));
    }

    @Test
    void withoutOutagesAThousandPeersLostInOnePollAreOneDigest() {
        upWith(1000);
        karaf.writeConfig(
                MAIL,
                Stream.concat(read(MAIL).stream(), Stream.of("maxPerMinute = 10"))
                        .toArray(String[]::new));
        wg.print(peers(0, 1000, longAgo()));
        await("the digest").atMost(LIMIT).until(() -> !MAILS.messages().isEmpty());
        await("all of it").during(Duration.ofSeconds(5)).atMost(LIMIT).untilAsserted(() -> assertThat(MAILS.subjects())
                .singleElement()
                .asString()
                .matches("\\[Tunnelwatch] 1000 (more )?alerts within a minute: .*"));
        wg.print(peers(0, 1000, FakeWg.RENEWED));
        await("its end").atMost(LIMIT).untilAsserted(() -> assertThat(MAILS.subjects())
                .hasSize(2));
    }

    @Test
    void aKillBetweenSendingAndRecordingSendsAtMostThatNoticeAgain() throws Exception {
        upWith(2);
        for (int peer = 0; peer < 2; peer++) {
            boolean answersFirst = peer == 0;
            CountDownLatch killed = new CountDownLatch(1);
            AtomicBoolean armed = new AtomicBoolean(true);
            ProcessHandle jvm = ProcessHandle.of(karaf.pid()).orElseThrow();
            CHAT.behave(exchange -> {
                if (armed.getAndSet(false)) {
                    if (answersFirst) {
                        status(204).answer(exchange);
                    }
                    jvm.destroyForcibly();
                    killed.countDown();
                    exchange.close();
                } else {
                    status(204).answer(exchange);
                }
            });
            Map<String, Instant> one = peers(0, 2, FakeWg.RENEWED);
            one.put(FakeWg.publicKey(peer), longAgo());
            wg.print(one);
            assertThat(killed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            karaf.kill9();
            karaf.start();
            wg.print(peers(0, 2, FakeWg.RENEWED));
            int ends = peer + 1;
            await("raised and resolved").atMost(LIMIT.multipliedBy(2)).untilAsserted(() -> {
                assertThat(CHAT.notices())
                        .filteredOn(notice -> notice.startsWith("RESOLVED"))
                        .hasSize(ends);
                assertThat(MAILS.subjects())
                        .filteredOn(subject -> subject.contains("Resolved"))
                        .hasSize(ends);
            });
        }
        List<String> keys = CHAT.received().stream().map(Received::key).toList();
        assertThat(keys.stream().distinct()).hasSize(4);
        assertThat(keys)
                .allSatisfy(key -> assertThat(Collections.frequency(keys, key)).isLessThanOrEqualTo(2));
        assertThat(keys.size() - 4).as("sent again").isBetween(1, 2); // each that was not answered, and no other
        assertThat(MAILS.keys().stream().distinct()).hasSize(4);
        assertThat(MAILS.keys().size()).isBetween(4, 6);
    }

    @Test
    void settingsThatChangeWhileNoticesAreUnderWayLoseNone() {
        upWith(101);
        CHAT.behave(exchange -> {
            try {
                TimeUnit.MILLISECONDS.sleep(50); // an other side that takes its time
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            status(204).answer(exchange);
        });
        Map<String, Instant> lost = peers(0, 100, longAgo());
        lost.putAll(peers(100, 101, FakeWg.RENEWED));
        wg.print(lost);
        await("some under way").atMost(LIMIT).until(() -> CHAT.received().size() > 10);
        chat("/changed");
        await("all 100").atMost(LIMIT).until(() -> CHAT.confirmed().size() >= 100);
        lost.putAll(peers(100, 101, longAgo()));
        wg.print(lost);
        await("the next one").atMost(LIMIT).until(() -> CHAT.confirmed().size() >= 101);
        assertThat(CHAT.received()).extracting(Received::key).hasSize(101).doesNotHaveDuplicates();
        assertThat(CHAT.received().get(0).path()).isEqualTo("/chat");
        assertThat(CHAT.received().get(100).path()).isEqualTo("/changed");
        chat("/chat");
        await("as before").atMost(LIMIT).until(() -> target("webhook.chat").isPresent());
    }

    @Test
    void secretsAppearNowhere() throws Exception {
        upWith(1);
        karaf.writeConfig(
                "io.tunnelwatch.channel.webhook-broken.cfg",
                "url = http://127.0.0.1:1/" + TOKEN_IN_URL + "?key=" + TOKEN_IN_URL,
                "secret = $[env:HOOK_SECRET]");
        karaf.writeConfig(
                "io.tunnelwatch.channel.email-broken.cfg",
                "host = 127.0.0.1",
                "port = 1",
                "security = none",
                "username = noc",
                "password = $[env:NOC_PASSWORD]",
                "from = tunnelwatch@example.org",
                "to = noc@example.org");
        await("all four")
                .atMost(LIMIT)
                .until(() -> karaf.json("alert:channels").get("channels").size() == 4);
        wg.print(peers(0, 1, longAgo()));
        await("failures").atMost(LIMIT).until(() -> Stream.of("webhook.broken", "email.broken")
                .allMatch(id -> channel(id).filter(one -> one.has("lastError")).isPresent()));
        String alert = karaf.json("alert:list").at("/alerts/0/id").asText();
        String said = Stream.of(
                        "config:list",
                        "alert:channels",
                        "alert:channels --json",
                        "alert:show " + alert,
                        "alert:show --json " + alert,
                        "alert:log")
                .map(command -> karaf.run(command).output())
                .reduce("", String::concat);
        assertThat(said).contains("$[env:NOC_PASSWORD]", "$[env:HOOK_SECRET]");
        String heard = said
                + karaf.run("alert:test webhook.broken").output()
                + karaf.run("alert:test email.broken").output()
                + karaf.logTail(Integer.MAX_VALUE)
                + karaf.console();
        assertThat(heard.replaceAll("url = http\\S+" + TOKEN_IN_URL, "")).doesNotContain(PASSWORD, HOOK_SECRET);
        assertThat(heard.lines().filter(line -> !line.strip().startsWith("url = ")))
                .noneMatch(line -> line.contains(TOKEN_IN_URL));
        karaf.deleteConfig("io.tunnelwatch.channel.webhook-broken.cfg");
        karaf.deleteConfig("io.tunnelwatch.channel.email-broken.cfg");
        awaitChannels();
        await("forgotten by the log")
                .atMost(LIMIT)
                .until(() -> karaf.json("alert:log").get("consumers").findValuesAsText("id").stream()
                        .noneMatch(id -> id.contains("broken")));
    }

    @Test
    void namesOfPeersBreakOutOfNothing() throws Exception {
        upWith(1);
        karaf.writeConfig(
                "io.tunnelwatch.peer-evil.cfg",
                "publicKey = " + FakeWg.publicKey(0),
                "name = x\\r\\nBcc: all@example.org\\r\\n\\r\\n<script>alert(1)</script>{{id}}\\u001b[2J\\ud800");
        wg.print(peers(0, 1, longAgo()));
        await("told")
                .atMost(LIMIT)
                .until(() -> MAILS.messages().size() == 1 && CHAT.confirmed().size() == 1);
        var mail = MAILS.messages().get(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        String whole = new String(mail.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(whole).contains("&lt;script&gt;").doesNotContain("\u001b");
        assertThat(whole.substring(whole.indexOf("<html"))).doesNotContain("<script");
        karaf.deleteConfig("io.tunnelwatch.peer-evil.cfg");
    }

    private static void gateway(String... more) {
        karaf.writeConfig(
                GATEWAY,
                Stream.concat(
                                Stream.of(
                                        "source = wg",
                                        "command = " + wg.command(),
                                        "expect = always",
                                        "intervalSeconds = 1",
                                        "staleAfterSeconds = 10",
                                        "flapChanges = 0"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static void chat(String path) {
        karaf.writeConfig(
                HOOK,
                "url = " + CHAT.url(path),
                "secret = $[env:HOOK_SECRET]",
                "match = kind=PEER_DOWN|GATEWAY_*",
                "audience = people", // one message a notice
                "maxPerMinute = 0");
    }

    /** So many peers are UP. */
    private static void upWith(int count) {
        peers = count;
        wg.print(peers(0, count, FakeWg.RENEWED));
        await(count + " peers UP").atMost(LIMIT).until(() -> {
            JsonNode verdicts = karaf.json("wg:gateways").at("/gateways/0/peers");
            return verdicts.size() == 1 && verdicts.path("UP").asInt() == count;
        });
        await("nothing to tell of that").atMost(LIMIT).until(() -> backlog() == 0);
        CHAT.forget();
        MAILS.forget();
    }

    private static Map<String, Instant> peers(int from, int to, Instant handshake) {
        Map<String, Instant> peers = new LinkedHashMap<>();
        IntStream.range(from, to).forEach(number -> peers.put(FakeWg.publicKey(number), handshake));
        return peers;
    }

    private static Instant longAgo() {
        return Instant.now().minusSeconds(3600);
    }

    private static void awaitChannels() {
        await("both channels").atMost(LIMIT).until(() -> karaf.json("alert:channels")
                .get("channels")
                .findValuesAsText("id")
                .equals(List.of("email.noc", "webhook.chat")));
    }

    private static Optional<JsonNode> channel(String id) {
        for (JsonNode channel : karaf.json("alert:channels").get("channels")) {
            if (channel.get("id").asText().equals(id)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> target(String id) {
        return channel(id).map(one -> one.get("target").asText());
    }

    private static int backlog() {
        int backlog = 0;
        for (JsonNode channel : karaf.json("alert:channels").get("channels")) {
            backlog += channel.get("backlog").asInt();
        }
        return backlog;
    }

    /** How many are open, of which ten are enough to know. */
    private static long openAlerts(String kind) {
        return karaf.json("alert:list --kind " + kind + " --limit 10")
                .get("alerts")
                .size();
    }

    private static List<String> read(String config) {
        try {
            return Files.readAllLines(karaf.etc(config)).stream()
                    .filter(line -> !line.startsWith("maxPerMinute"))
                    .toList();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
