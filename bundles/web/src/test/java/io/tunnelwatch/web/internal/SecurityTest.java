package io.tunnelwatch.web.internal;

import static io.tunnelwatch.web.internal.TestServer.basic;
import static io.tunnelwatch.web.internal.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.web.internal.api.Route;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of issue 7, point 4: a test each. */
class SecurityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACK = "/alerts/0199a4b2-0001/ack";
    private static final String UNACK = "/alerts/0199a4b2-0001/unack";
    private static final String RESOLVE = "/alerts/0199a4b2-0001/resolve";

    private final TestServer server = new TestServer();

    private record Browser(String cookie, String token) {}

    @BeforeEach
    void anAlert() {
        server.services.memoryLog.open(Samples.alert(1, AlertState.OPEN, "laptop-1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingButTheLoginIsOpenToEverybody() {
        for (Route route : server.web().router().routes()) {
            int status = server.send(server.request(route.template().replace("{id}", "0199a4b2-0001"))
                            .method(route.method(), HttpRequest.BodyPublishers.noBody()))
                    .statusCode();
            assertThat(status)
                    .as(route.toString())
                    .isEqualTo(route.method().equals("POST") && route.template().equals("/session") ? 400 : 401);
        }
        assertThat(server.services.memoryLog.entries).isEmpty();
    }

    @Test
    void aViewerReadsAndDoesNotAct() {
        assertThat(server.get("/alerts").statusCode()).isEqualTo(200);
        for (Route route : server.web().router().routes()) {
            if (route.access() == Access.WRITE) {
                int status = server.send(server.request(route.template().replace("{id}", "0199a4b2-0001"), "vera")
                                .method(route.method(), HttpRequest.BodyPublishers.noBody()))
                        .statusCode();
                assertThat(status).as(route.toString()).isEqualTo(403);
            }
        }
        assertThat(server.services.memoryLog.entries).isEmpty();
    }

    @Test
    void whoHasNoneOfTheRolesSeesNothing() {
        assertThat(server.send(server.request("/alerts", "otto")).statusCode()).isEqualTo(403);
        assertThat(logIn("otto", TestServer.PASSWORD).statusCode()).isEqualTo(403);
    }

    @Test
    void aRoleThatIsTakenFromTheSettingsIsTakenAtOnce() {
        Browser max = browser("max");
        SecuritySettings before = server.settings;
        server.settings = new SecuritySettings(
                before.readRoles(),
                Set.of("chief"),
                before.origins(),
                before.sessionLength(),
                before.sessionIdle(),
                before.failedLogins(),
                before.failedLoginTime());

        assertThat(change(max).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc", "basic", "Digest x"})
    void brokenCredentialsLetNobodyIn(String authorization) {
        HttpResponse<String> response = server.send(server.request("/alerts").header("Authorization", authorization));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
    }

    @Test
    void thePagesOwnRequestsMakeNoBrowserAskForAPassword() {
        HttpResponse<String> response = server.send(server.request("/alerts").header("Sec-Fetch-Mode", "cors"));

        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .doesNotContain("Basic");
    }

    @Test
    void theCookieIsNotForScriptsNorForOtherSites() {
        String cookie = logIn("max", TestServer.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie.split("; ")).contains("HttpOnly", "SameSite=Strict", "Path=/tunnelwatch");
        assertThat(cookie).doesNotContain("Secure").doesNotContain("Max-Age");
        assertThat(server.send(json(server.request("/session"), credentials("max", TestServer.PASSWORD))
                                .header("Origin", "https://noc.example.org"))
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .endsWith("; Secure");
    }

    @Test
    void aLoginMakesANewSessionAndEndsTheOneBefore() {
        Browser before = browser("max");

        HttpResponse<String> second =
                server.send(json(server.request("/session"), credentials("max", TestServer.PASSWORD))
                        .header("Cookie", before.cookie()));

        assertThat(second.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain(before.cookie());
        assertThat(read(before).statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeByCookieNeedsTheTokenOfThatSession() {
        Browser max = browser("max");
        Browser other = browser("max");

        assertThat(server.send(json(server.request(ACK), "{}").header("Cookie", max.cookie()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(change(new Browser(max.cookie(), "")).statusCode()).isEqualTo(403);
        assertThat(change(new Browser(max.cookie(), other.token())).statusCode())
                .isEqualTo(403);
        assertThat(server.services.memoryLog.entries).isEmpty();
        assertThat(change(max).statusCode()).isEqualTo(200);
        assertThat(server.services.memoryLog.entries).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, https://noc.example.org.evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void noOtherOriginChangesAnything(String header, String value) {
        Browser max = browser("max");

        int byCookie = server.send(json(server.request(ACK), "{}")
                        .header("Cookie", max.cookie())
                        .header("X-CSRF-Token", max.token())
                        .header(header, value))
                .statusCode();
        int byBasic = server.send(json(server.request(ACK, "max"), "{}").header(header, value))
                .statusCode();
        int login = server.send(json(server.request("/session"), credentials("max", TestServer.PASSWORD))
                        .header(header, value))
                .statusCode();

        assertThat(List.of(byCookie, byBasic, login)).containsOnly(403);
        assertThat(server.services.memoryLog.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://HOST", "https://HOST", "https://noc.example.org"})
    void theOwnOriginAndThatOfTheProxyMay(String origin) {
        int status = server.send(
                        json(server.request(ACK, "max"), "{}").header("Origin", origin.replace("HOST", server.host())))
                .statusCode();

        assertThat(status).isEqualTo(200);
    }

    @Test
    void noAnswerLetsPagesOfOtherOriginsReadIt() {
        HttpResponse<String> response =
                server.send(server.request("/alerts", "vera").header("Origin", "http://evil.example"));

        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void aSessionIsOverAfterTheLogout() {
        Browser max = browser("max");

        HttpResponse<String> logout = server.send(server.request("/session")
                .DELETE()
                .header("Cookie", max.cookie())
                .header("X-CSRF-Token", max.token()));

        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(logout.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(read(max).statusCode()).isEqualTo(401);
        assertThat(change(max).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItIsNotUsed() {
        Browser max = browser("max");
        server.clock.pass(Duration.ofMinutes(59));
        assertThat(read(max).statusCode()).isEqualTo(200);
        server.clock.pass(Duration.ofMinutes(60));

        assertThat(read(max).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsAfterItsLongestTime() {
        Browser max = browser("max");
        for (int quarter = 0; quarter < 47; quarter++) {
            server.clock.pass(Duration.ofMinutes(15));
            assertThat(read(max).statusCode()).isEqualTo(200);
        }
        server.clock.pass(Duration.ofMinutes(15));

        assertThat(read(max).statusCode()).isEqualTo(401);
    }

    @Test
    void guessingIsSlowedDownAndHurtsNobodyElse() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(logIn("max", "guess" + attempt).statusCode()).isEqualTo(403);
        }

        HttpResponse<String> right = logIn("max", TestServer.PASSWORD);

        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).contains("301");
        assertThat(server.send(server.request("/alerts", "max")).statusCode()).isEqualTo(429);
        assertThat(server.get("/alerts").statusCode()).isEqualTo(200);
        server.clock.pass(Duration.ofMinutes(5));
        assertThat(logIn("max", TestServer.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void guessingManyUsersFromOneAddressIsSlowedDownToo() {
        for (int user = 0; user < 15; user++) {
            assertThat(server.send(server.request("/alerts").header("Authorization", basic("user" + user, "x")))
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(server.get("/alerts").statusCode()).isEqualTo(429);
    }

    @Test
    void everyAnswerHasTheHeadersRefusalsToo() {
        for (HttpResponse<String> response :
                List.of(server.get("/alerts"), server.get("/nothing"), server.send(server.request("/alerts")))) {
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("private");
        }
    }

    /** Jetty reads on to the end of the body, and keeps nothing of it: so the client gets to read the answer. */
    @ParameterizedTest
    @ValueSource(strings = {ACK, UNACK, RESOLVE, "/silences", "/session"})
    void aBodyOf10MegabytesIsRefusedBeforeItIsThereAndTheServerGoesOn(String path) throws IOException {
        for (boolean chunked : new boolean[] {false, true}) {
            LargeBody body = new LargeBody(server, path, chunked);

            // until the first byte comes Jetty does not look at a request with a body
            assertThat(body.answerAfter(1 << 20)).startsWith("HTTP/1.1 413").contains("Connection: close");
            assertThat(body.isClosedAfterTheRest()).isTrue();
        }
        assertThat(server.services.memoryLog.entries).isEmpty();
        assertThat(server.get("/alerts").statusCode()).isEqualTo(200);
    }

    /** What is not a route for a body at all. */
    @ParameterizedTest
    @ValueSource(strings = {"/alerts", "/no/such/path"})
    void norIsItWaitedForWhereNoneIsWanted(String path) throws IOException {
        for (boolean chunked : new boolean[] {false, true}) {
            LargeBody body = new LargeBody(server, path, chunked);

            assertThat(body.answerAfter(1 << 20))
                    .matches("(?s)HTTP/1.1 40[45].*")
                    .contains("Connection: close");
            assertThat(body.isClosedAfterTheRest()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "application/json; charset=utf-8, 200",
    })
    void onlyJsonIsTaken(String type, int status) {
        HttpResponse<String> response = server.send(server.request(ACK, "max")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"note\": \"x\"}")));

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{} {}", "null", "{\"note\": {\"a\": 1}}"})
    void whatIsNotTheJsonThatIsWantedIsAProblem(String body) {
        assertThat(server.post(ACK, body).statusCode()).isEqualTo(400);
        assertThat(server.services.memoryLog.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tunnelwatch/api/v1/../../../../etc/passwd",
                "/tunnelwatch/api/v1/%2e%2e/%2e%2e/etc/passwd",
                "/tunnelwatch/api/v1/..%2f..%2f..%2fetc%2fpasswd",
                "/tunnelwatch/api/v1/alerts/..%5c..%5cetc",
                "/tunnelwatch/api/v1/alerts/%00",
                "/tunnelwatch/api/v1//etc/passwd",
                "/tunnelwatch/api/v1/alerts/..;/..;/WEB-INF/web.xml",
                "/tunnelwatch/WEB-INF/web.xml",
                "/tunnelwatch/OSGI-INF/",
            })
    void noPathLeadsToAFile(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + server.host() + "\r\nAuthorization: "
                + basic("vera", TestServer.PASSWORD) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("root:");
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatThereAre() throws IOException {
        HttpResponse<String> response =
                server.send(server.request("/alerts", "max").method("PATCH", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(JSON.readTree(response.body()).get("title").asText()).isEqualTo("Method Not Allowed");
    }

    private HttpResponse<String> logIn(String user, String password) {
        return server.send(json(server.request("/session"), credentials(user, password)));
    }

    private static String credentials(String user, String password) {
        return "{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}";
    }

    private Browser browser(String user) {
        HttpResponse<String> response = logIn(user, TestServer.PASSWORD);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String cookie =
                response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        try {
            return new Browser(
                    cookie, JSON.readTree(response.body()).get("csrfToken").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> read(Browser browser) {
        return server.send(server.request("/alerts").header("Cookie", browser.cookie()));
    }

    private HttpResponse<String> change(Browser browser) {
        return server.send(json(server.request(ACK), "{}")
                .header("Cookie", browser.cookie())
                .header("X-CSRF-Token", browser.token()));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int next = in.read(); next >= 0 && answer.indexOf("\r\n\r\n") < 0; next = in.read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}
