package io.tunnelwatch.itests.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.LiveJvm;
import io.tunnelwatch.itests.notify.Daemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics} in the assembly, read by Prometheus' own programs. */
class MetricsIT {

    private static final String USER = "prometheus";
    private static final String PASSWORD = "se:cret";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static KarafProcess karaf;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(karaf));

    @BeforeAll
    static void start() {
        karaf = KarafProcess.unpack(folder);
        karaf.watchScenario();
        karaf.start();
        karaf.run("jaas:realm-manage --realm karaf; jaas:user-add " + USER + " " + PASSWORD + "; jaas:role-add " + USER
                        + " viewer; jaas:update")
                .orFail();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(scrape())
                .containsPattern("tunnelwatch_peer_verdict\\{.*verdict=\"DOWN\"")
                .containsPattern("tunnelwatch_alerts\\{kind=\"PEER_DOWN\",state=\"OPEN\"\\} [1-9]")
                .contains("tunnelwatch_store_health{state=\"AVAILABLE\"} 1.0"));
    }

    @AfterAll
    static void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        assertThat(promtool(scrape(), "check", "metrics")).isEmpty();
        assertThat(promtool("", "check", "rules", Prometheus.DOCS + "/tunnelwatch.rules.yml"))
                .contains("SUCCESS");
    }

    @Test
    void aRealPrometheusScrapesItAndSeesTheAlertsOfTheShell(@TempDir Path own) {
        try (Prometheus prometheus = new Prometheus(own, karaf.httpPort(), PASSWORD).awaitReady()) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(prometheus.number("up{job=\"tunnelwatch\"}"))
                    .isEqualTo(OptionalDouble.of(1)));
            assertThat(prometheus.number("count(tunnelwatch_source_up == 1)")).isEqualTo(OptionalDouble.of(4));

            await().atMost(LIMIT).untilAsserted(() -> {
                int open = karaf.json("alert:list --state OPEN --limit 1000")
                        .get("alerts")
                        .size();
                assertThat(open).isPositive();
                assertThat(prometheus.number("sum(tunnelwatch_alerts{state=\"OPEN\"})"))
                        .isEqualTo(OptionalDouble.of(open));
            });
            await().atMost(LIMIT).untilAsserted(() -> assertThat(prometheus.rules())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(rule -> assertThat(rule.get("health").asText())
                            .as(rule.toString())
                            .isEqualTo("ok"))
                    .filteredOn(rule -> rule.get("name").asText().equals("TunnelwatchAlertOpen"))
                    .extracting(rule -> rule.get("state").asText())
                    .containsExactly("firing"));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            prometheus.number("sum(rate(tunnelwatch_poll_duration_seconds_count[10s])) > 0.5"))
                    .isPresent());
        }
    }

    @Test
    void theNumbersAreThoseOfTheShell() {
        JsonNode gateway = karaf.json("wg:gateways").at("/gateways/0");
        int peers = 0;
        for (JsonNode count : gateway.get("peers")) {
            peers += count.asInt();
        }

        String text = scrape();

        assertThat(text.lines().filter(line -> line.startsWith("tunnelwatch_peer_verdict{")))
                .hasSize(peers);
        assertThat(number(text, "tunnelwatch_log_last_sequence"))
                .isLessThanOrEqualTo(karaf.json("alert:log").get("lastSequence").asDouble())
                .isPositive();
        assertThat(number(text, "tunnelwatch_log_append_duration_seconds_count"))
                .isPositive();
        assertThat(number(text, "tunnelwatch_store_transactions_total\\{outcome=\"committed\"\\}"))
                .isPositive();
    }

    @Test
    void whatIsStoppedIsSaidAndTheRestGoesOn() {
        karaf.run("bundle:stop io.tunnelwatch.alert-store").orFail();
        try {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(scrape())
                    .contains("tunnelwatch_source_up{source=\"store\"} 0.0")
                    .contains("tunnelwatch_store_health{state=\"ABSENT\"} 1.0")
                    .contains("tunnelwatch_log_consumer_state{consumer=\"alert-store\",state=\"ABSENT\"} 1.0")
                    .contains("tunnelwatch_alerts{"));
        } finally {
            karaf.run("bundle:start io.tunnelwatch.alert-store").orFail();
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(scrape())
                .contains("tunnelwatch_store_health{state=\"AVAILABLE\"} 1.0"));
    }

    @Test
    void onlyWhoMayReadGetsThemUnlessTheSettingsSayOtherwise() {
        assertThat(get("").statusCode()).isEqualTo(401);
        assertThat(get(basic("admin", "wrong")).statusCode()).isEqualTo(401);

        karaf.writeConfig("io.tunnelwatch.metrics.cfg", "login = none");
        try {
            await().atMost(LIMIT).until(() -> get("").statusCode() == 200);
        } finally {
            karaf.writeConfig("io.tunnelwatch.metrics.cfg", "login = basic");
        }
        await().atMost(LIMIT).until(() -> get("").statusCode() == 401);
    }

    @Test
    void bundlesThatAreExchangedLeaveNothingBehind() {
        List<String> classes = List.of(
                "io.tunnelwatch.login.internal.LoginComponent",
                "io.tunnelwatch.metrics.internal.MetricsComponent",
                "io.tunnelwatch.wg.internal.ProbeComponent",
                "io.tunnelwatch.notifier.internal.NotifierComponent",
                "io.prometheus.metrics.model.snapshots.MetricSnapshots");
        for (String bundle : List.of(
                "io.tunnelwatch.metrics",
                "io.tunnelwatch.login",
                "io.tunnelwatch.wg-probe",
                "io.tunnelwatch.notifier",
                "io.tunnelwatch.metrics")) {
            scrape();
            karaf.run("bundle:restart " + bundle + "\nbundle:update -r " + bundle)
                    .orFail();
            await().atMost(LIMIT)
                    .until(() -> karaf.inactiveBundles().isEmpty()
                            && get(basic(USER, PASSWORD)).statusCode() == 200);
        }

        await().atMost(LIMIT).untilAsserted(() -> assertThat(new LiveJvm(karaf.pid()).loadersOf(classes))
                .hasSize(classes.size())
                .allSatisfy((name, loaders) -> assertThat(loaders).as(name).isEqualTo(1)));
    }

    private static double number(String text, String series) {
        return Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + series + " in\n" + text));
    }

    /** What it prints; fails the test when its exit status is not 0. */
    private static String promtool(String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("promtool.in"), input);
        Path out = folder.resolve("promtool.out");
        ProcessBuilder builder =
                new ProcessBuilder(Daemon.find("promtool", "prometheus").toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }

    private static String scrape() {
        HttpResponse<String> answer = get(basic(USER, PASSWORD));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + karaf.httpPort() + "/metrics"))
                .timeout(Duration.ofSeconds(10));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
