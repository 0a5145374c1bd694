package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.faults.Tool;
import io.tunnelwatch.itests.notify.WebhookServer;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's shift: the script of the documentation as it stands, and each action while the database is read-only.
 */
@TestMethodOrder(OrderAnnotation.class) // the script tells of a week, of which the other test would be a part
class ShiftIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** One value: another would be another handshake. */
    private static final Instant LONG_AGO = Instant.now().minusSeconds(3600);

    private static final String DATABASE = "tunnelwatch/alerts.db";

    @TempDir
    static Path folder;

    @TempDir
    static Path bin;

    private static KarafProcess karaf;
    private static FakeWg wg;
    private static final WebhookServer HOOK = new WebhookServer();

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(karaf));

    @BeforeAll
    static void start() {
        wg = new FakeWg(bin);
        allUp();
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
        karaf.writeConfig("io.tunnelwatch.channel.webhook-noc.cfg", "url = " + HOOK.url("/noc"));
        karaf.start();
        await("the gateway")
                .atMost(LIMIT)
                .until(() -> karaf.json("wg:peers").get("peers").size() == 4);
    }

    @AfterAll
    static void end() {
        karaf.close();
        HOOK.close();
    }

    @Test
    @Order(1)
    void theScriptOfTheDocumentation() throws Exception {
        lose(0);
        await("an alert, and its notice").atMost(LIMIT).until(() -> HOOK.notices().stream()
                .anyMatch(notice -> notice.startsWith("RAISED")));
        Path week = folder.resolve("week.csv");
        HOOK.forget();

        String said = shift(week);

        assertThat(said)
                .contains("ACKNOWLEDGED by admin")
                .contains("notices in the maintenance: 0")
                .contains("PEER_DOWN: 2");
        assertThat(Files.readString(week))
                .startsWith("id,kind,severity,state,gateway,interface,peerKey")
                .contains("\r\n")
                .contains(FakeWg.publicKey(1));
        await("what is open still is told once the silence is over")
                .atMost(LIMIT)
                .until(() -> HOOK.notices().stream().anyMatch(notice -> notice.startsWith("RAISED")));
        allUp();
        await("all well").atMost(LIMIT).until(() -> open().isEmpty());
    }

    @Test
    @Order(2)
    void theSameActionsWhileTheDatabaseIsReadOnly() {
        lose(2, 3);
        await("two alerts").atMost(LIMIT).until(() -> open().size() == 2);
        String acked = open().get(0).get("id").asText();
        String resolved = open().get(1).get("id").asText();
        awaitHistory();
        Path database = karaf.data(DATABASE);
        Tool.run("chattr", "+i", database.toString());
        String silence;
        try {
            karaf.run("alert:ack " + acked + " --note 'on it'").orFail();
            await("it is seen").atMost(LIMIT).until(() -> state().equals("READONLY"));
            karaf.run("alert:unack " + acked + " --note 'back'").orFail();
            assertThat(karaf.run("alert:ack " + acked + " --note 'mine again'").orFail())
                    .contains("READONLY");
            karaf.run("alert:resolve " + resolved + " --note 'decommissioned'").orFail();
            silence = karaf.json("alert:silence --gateway berlin --for 2h --note 'new router'")
                    .get("id")
                    .asText();
            karaf.run("alert:unsilence " + silence + " --note 'done'").orFail();
            assertThat(open())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.get("state").asText()).isEqualTo("ACKNOWLEDGED"));
        } finally {
            Tool.run("chattr", "-i", database.toString());
        }
        await("the history").atMost(LIMIT).until(() -> state().equals("AVAILABLE"));
        awaitHistory();

        SqliteShell sqlite = SqliteShell.of(karaf);
        assertThat(sqlite.query("select type from alert_event where alert_id = '" + acked + "' and type like '%cknow%'"
                        + " order by at, id"))
                .containsExactly("Acknowledged", "Unacknowledged", "Acknowledged");
        assertThat(sqlite.query("select state, acknowledged_by from alert where id = '" + acked + "'"))
                .containsExactly("ACKNOWLEDGED|admin");
        assertThat(sqlite.query("select state, resolved_by from alert where id = '" + resolved + "'"))
                .containsExactly("RESOLVED|admin");
        assertThat(sqlite.number("select count(*) from silence where id = '" + silence + "' and ended_at is not null"))
                .isEqualTo(1);
        allUp();
    }

    /** Runs the script with a maintenance in which a peer is lost. */
    private static String shift(Path week) throws IOException, InterruptedException {
        Path output = folder.resolve("shift.out");
        Path work = folder.resolve("work.sh");
        Files.writeString(
                work,
                """
                touch '%1$s'
                while [ ! -e '%2$s' ]; do sleep 0.2; done
                """
                        .formatted(folder.resolve("begun"), folder.resolve("done")));
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        Path.of("../docs/shift/shift.sh").toAbsolutePath().toString(),
                        "berlin",
                        "sh",
                        work.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(karaf.clientEnvironment());
        builder.environment().put("WEEK", week.toString());
        Process script = builder.start();
        await("the maintenance").atMost(LIMIT).until(() -> Files.exists(folder.resolve("begun")));
        lose(0, 1);
        await("a loss in the maintenance").atMost(LIMIT).until(() -> open().size() == 2);
        awaitHistory();
        assertThat(HOOK.notices()).as("told in the maintenance").noneMatch(notice -> notice.startsWith("RAISED"));
        Files.createFile(folder.resolve("done"));
        boolean ended = script.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        String said = Files.readString(output, StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(ended).as("ended in time").isTrue();
        assertThat(script.exitValue()).as(said).isZero();
        return said;
    }

    private static void allUp() {
        lose();
    }

    private static void lose(Integer... lost) {
        Map<String, Instant> peers = new LinkedHashMap<>();
        for (int peer = 0; peer < 4; peer++) {
            peers.put(FakeWg.publicKey(peer), List.of(lost).contains(peer) ? LONG_AGO : FakeWg.RENEWED);
        }
        wg.print(peers);
    }

    private static List<JsonNode> open() {
        JsonNode alerts = karaf.json("alert:list --kind PEER_DOWN").get("alerts");
        return List.copyOf(alerts.findParents("id"));
    }

    private static String state() {
        return karaf.json("alert:store").get("state").asText();
    }

    private static void awaitHistory() {
        await("the history has all")
                .atMost(LIMIT)
                .until(() -> karaf.json("alert:store").path("lag").asLong(-1) == 0);
    }
}
