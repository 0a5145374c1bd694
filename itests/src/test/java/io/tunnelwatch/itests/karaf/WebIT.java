package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST API in the assembly: Karaf's server, Karaf's users, the real log and history. */
class WebIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIEWER = "vera";

    @TempDir
    static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static KarafProcess karaf;

    @BeforeAll
    static void start() {
        karaf = KarafProcess.unpack(folder);
        karaf.watchScenario();
        karaf.start();
        karaf.run("jaas:realm-manage --realm karaf; jaas:user-add " + VIEWER + " secret; jaas:role-add " + VIEWER
                        + " viewer; jaas:update")
                .orFail();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get("alerts", admin()).body().contains("\"alerts\":[]"));
    }

    @AfterAll
    static void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @Test
    void theListIsThatOfTheShell() throws IOException {
        JsonNode shell = karaf.json("alert:list --all --limit 1000");
        JsonNode rest = JSON.readTree(get("alerts?all=true&limit=1000", admin()).body());

        assertThat(rest.findValuesAsText("id")).containsAll(shell.findValuesAsText("id"));
        assertThat(rest.at("/history/state").asText()).isEqualTo("AVAILABLE");
    }

    @Test
    void gatewaysStoreAndLogAreThoseOfTheShell() throws IOException {
        assertThat(JSON.readTree(get("gateways", viewer()).body()).at("/gateways/0/name"))
                .isEqualTo(karaf.json("wg:gateways").at("/gateways/0/name"));
        assertThat(JSON.readTree(get("store", viewer()).body()).get("url"))
                .isEqualTo(karaf.json("alert:store").get("url"));
        assertThat(JSON.readTree(get("log", viewer()).body()).get("consumers").findValuesAsText("id"))
                .contains("alert-store", "web.events");
    }

    @Test
    void karafsUsersAndRolesCount() throws IOException {
        String alert = JSON.readTree(get("alerts?all=true&limit=1", admin()).body())
                .at("/alerts/0/id")
                .asText();

        assertThat(get("alerts", basic("admin", "wrong")).statusCode()).isEqualTo(401);
        assertThat(get("alerts", "").statusCode()).isEqualTo(401);
        assertThat(get("alerts", viewer()).statusCode()).isEqualTo(200);
        assertThat(post("alerts/" + alert + "/ack", viewer(), "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsDoneIsHeardAtOnceAndIsInTheHistory() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream =
                CLIENT.send(request("events", admin()).GET().build(), BodyHandlers.ofInputStream());
        try (BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(next(events, "event: ")).isEqualTo("event: ready");

            HttpResponse<String> made =
                    post("silences", admin(), "{\"peer\": \"nobody\", \"for\": \"1h\", \"note\": \"from REST\"}");

            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(next(events, "data: {", "from REST")).contains("\"operator\":\"admin\"");
        }
        assertThat(karaf.run("alert:silences").orFail()).contains("from REST");
    }

    @Test
    void aSessionIsOverAfterTheLogout() throws IOException {
        HttpResponse<String> login = post("session", "", "{\"user\": \"" + VIEWER + "\", \"password\": \"secret\"}");
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String token = JSON.readTree(login.body()).get("csrfToken").asText();

        assertThat(send(request("alerts", "").header("Cookie", cookie)).statusCode())
                .isEqualTo(200);
        assertThat(send(request("session", "")
                                .header("Cookie", cookie)
                                .header("X-CSRF-Token", token)
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("alerts", "").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void alertsComeAsCsvAndStatisticsAsTheShellSaysThem() throws IOException {
        HttpResponse<String> csv = send(request("alerts?all=true", viewer()).header("Accept", "text/csv"));

        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body()).startsWith("id,kind,severity,").contains("PEER_");
        JsonNode shell = karaf.json("alert:stats --since 1h");
        JsonNode rest = JSON.readTree(get("stats?since=1h", viewer()).body());
        assertThat(rest.fieldNames()).toIterable().containsAll(() -> shell.fieldNames());
        assertThat(rest.get("peers").findValuesAsText("peerKey"))
                .hasSameElementsAs(shell.get("peers").findValuesAsText("peerKey"));
    }

    @Test
    void slowClientsHoldUpNobody() throws IOException {
        String headers = "GET /tunnelwatch/api/v1/alerts HTTP/1.1\r\nHost: x\r\nX-Slow: ";
        String body = "POST /tunnelwatch/api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int client = 0; client < 400; client++) {
                Socket socket = new Socket("127.0.0.1", karaf.httpPort());
                slow.add(socket);
                socket.getOutputStream().write((client % 2 == 0 ? headers : body).getBytes(StandardCharsets.US_ASCII));
            }
            for (int time = 0; time < 10; time++) {
                long begin = System.nanoTime();
                assertThat(get("alerts", viewer()).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void nothingElseIsServedThere() {
        for (String path : new String[] {"", "../../etc/users.properties", "WEB-INF/web.xml", "%2e%2e/"}) {
            assertThat(get(path, admin()).statusCode()).as(path).isIn(400, 404);
        }
    }

    private static String next(BufferedReader events, String... parts) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            String text = line;
            if (Arrays.stream(parts).allMatch(text::contains)) {
                return line;
            }
        }
        throw new AssertionError("The stream ended");
    }

    private static HttpResponse<String> get(String path, String authorization) {
        return send(request(path, authorization).GET());
    }

    private static HttpResponse<String> post(String path, String authorization, String json) {
        return send(request(path, authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + karaf.httpPort() + "/tunnelwatch/api/v1/" + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String admin() {
        return basic("admin", karaf.adminPassword());
    }

    private static String viewer() {
        return basic(VIEWER, "secret");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
