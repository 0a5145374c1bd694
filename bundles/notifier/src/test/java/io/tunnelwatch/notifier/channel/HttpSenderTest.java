package io.tunnelwatch.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.notifier.channel.HttpSender.Request;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSenderTest {

    private static final String SECRET = "T0KEN-IN-PATH";
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final HttpSender sender = sender(Duration.ofSeconds(30));

    @AfterEach
    void nothingIsLeftBehind() {
        sender.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.startsWith("tunnelwatch-http") || name.startsWith("Keep-Alive")));
    }

    @Test
    void aRequestIsSentAsItStandsAndItsConfirmationIsReturned() throws Exception {
        try (ScriptedServer server = answers("200 OK", "Content-Length: 5\r\n", "o\nk\u00e4")) {
            HttpSender.Response response = sender.send(request(server, Map.of("X-Mine", "grün")));

            assertThat(response).isEqualTo(new HttpSender.Response(200, "o kä"));
            assertThat(server.heard())
                    .startsWith("POST /services/" + SECRET + "?q=%20s3cr3t HTTP/1.1")
                    .contains(
                            "Host: localhost:" + server.port(),
                            "X-Mine: grün",
                            "Connection: close",
                            "Content-Length: 5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nabcde",
                "HTTP/1.0 202 Accepted\nContent-Length: 5\n\nabcdefgh",
                "HTTP/1.1 204\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcde"
            })
    void whatHttpAllowsIsUnderstood(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(line -> line.write(answer))) {
            assertThat(sender.send(request(server, Map.of())).body()).isIn("abcde", "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,true",
        "401,false",
        "403,true",
        "404,true",
        "407,false",
        "408,false",
        "410,true",
        "413,true",
        "422,true",
        "425,false",
        "429,false",
        "500,false",
        "502,false",
        "503,false",
        "504,false",
        "300,false"
    })
    void aRefusalSaysWhetherItIsOfUseToSendAgain(int status, boolean permanent) throws Exception {
        try (ScriptedServer server = answers(status + " No", "", "path /services/" + SECRET + " is wrong")) {
            DeliveryException e = failure(request(server, Map.of()));

            assertThat(e.isPermanent()).isEqualTo(permanent);
            assertThat(e.retryAfter()).isEmpty();
            assertThat(e)
                    .hasMessageContainingAll("POST http://localhost:" + server.port() + "/…", "" + status, "is wrong");
            SecretText.assertHides(e, SECRET, "s3cr3t");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    429 | 120                           | PT2M
                    503 | 0                             |
                    503 | 999999999                     | PT1H
                    429 | Thu, 26 Nov 2026 08:00:30 GMT | PT30S
                    429 | Thu, 26 Nov 2026 07:00:30 GMT |
                    429 | Thu, 26 Nov 2026 19:00:30 GMT | PT1H
                    500 | soon                          |
                    404 | 120                           |
                    """)
    void theOtherSideMaySayWhenToComeBack(int status, String retryAfter, Duration expected) throws Exception {
        try (ScriptedServer server = answers(status + " No", "retry-after: " + retryAfter + "\r\n", "")) {
            assertThat(failure(request(server, Map.of())).retryAfter()).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example.org/hook/T0KEN-IN-PATH?a=b,https://other.example.org/…",
        "/T0KEN-IN-PATH,http://localhost:PORT/…",
        "::,no URL"
    })
    void aRedirectIsNotFollowedButSaysWhereTo(String location, String shown) throws Exception {
        try (ScriptedServer server = answers("302 Found", "Location: " + location + "\r\n", "")) {
            DeliveryException e = failure(request(server, Map.of()));

            assertThat(e.isPermanent()).isFalse();
            assertThat(e).hasMessageContainingAll("redirects to", shown.replace("PORT", "" + server.port()));
            assertThat(server.heard())
                    .filteredOn(line -> line.startsWith("POST"))
                    .hasSize(1);
            SecretText.assertHides(e, SECRET);
        }
    }

    @Test
    void aServerThatGoesAwayIsNotAskedTwice() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(line -> {})) {
            DeliveryException e = failure(request(server, Map.of()));

            assertThat(e.isPermanent()).isFalse();
            assertThat(e).hasMessageContaining("the connection ended");
            assertThat(server.heard())
                    .filteredOn(line -> line.startsWith("POST"))
                    .hasSize(1);
        }
    }

    @Test
    void whatDoesNotSpeakHttpIsSaid() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> line.write("SSH-2.0-OpenSSH_9.2p1\r\n"))) {
            assertThat(failure(request(server, Map.of()))).hasMessageContaining("does not speak HTTP");
        }
    }

    @Test
    void nobodyThereIsTemporary() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Request nobody = new Request(URI.create("http://localhost:" + port), "POST", Map.of(), new byte[0]);
        Request noHost = new Request(URI.create("https://host.invalid/x"), "POST", Map.of(), new byte[0]);

        assertThat(failure(nobody)).hasMessageContaining("Connection refused");
        assertThat(failure(noHost)).hasMessage("POST https://host.invalid/… failed: there is no host of this name");
        assertThat(failure(noHost).isPermanent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX: "})
    void aServerThatDripsIsCutOff(String before) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(line -> {
                    line.write(before);
                    line.drip("H");
                });
                HttpSender impatient = sender(SHORT)) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> impatient.send(request(server, Map.of())))
                    .hasMessageContaining("took longer than 1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked", "X: y"})
    void aStatusThatWasSaidCountsWhateverBecomesOfTheBody(String header) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(line -> {
                    line.write("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n1;");
                    line.drip("a");
                });
                HttpSender impatient = sender(SHORT)) {
            assertThat(impatient.send(request(server, Map.of())).status()).isEqualTo(200);
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(ScriptedServer.Line::hang)) {
            CompletableFuture<Throwable> sent = inBackground(request(server, Map.of()));
            server.awaitReached();
            long start = System.nanoTime();

            sender.close();

            assertThat(sent.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("closed");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(failure(request(server, Map.of()))).hasMessageContaining("closed");
        }
    }

    @Test
    void aLongBodyThatIsRefusedUnreadIsARefusal() throws Exception {
        byte[] body = new byte[30_000_000];
        try (ScriptedServer server = ScriptedServer.http(line -> line.write("HTTP/1.1 413 Too Large\r\n\r\n"))) {
            URI uri = URI.create("http://localhost:" + server.port() + "/");

            // the reset may overtake the answer: then it is the network's failure
            assertThat(failure(new Request(uri, "POST", Map.of(), body)).getMessage())
                    .containsAnyOf("413", "reset", "Broken pipe");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: b\r\nX-C: d", "x\u0000", "x\ny"})
    void noHeaderBreaksOutOfItsLine(String value) {
        URI uri = URI.create("http://localhost/");

        assertThatThrownBy(() -> new Request(uri, "POST", Map.of("X", value), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
        assertThatThrownBy(() -> new Request(uri, "POST / HTTP/1.1\r\n", Map.of(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Request(URI.create("file:/etc/passwd"), "POST", Map.of(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequestDoesNotShowItsSecrets() {
        Request request = new Request(
                URI.create("https://user:passw0rd@hooks.example.org:8443/services/" + SECRET + "?key=s3cr3t"),
                "PUT",
                Map.of("Authorization", "Bearer s3cr3t"),
                new byte[0]);

        assertThat(request).hasToString("PUT https://hooks.example.org:8443/…");
    }

    private CompletableFuture<Throwable> inBackground(Request request) {
        CompletableFuture<Throwable> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                sender.send(request);
                result.complete(null);
            } catch (DeliveryException | InterruptedException e) {
                result.complete(e);
            }
        });
        thread.start();
        return result;
    }

    private DeliveryException failure(Request request) {
        return catchThrowableOfType(DeliveryException.class, () -> sender.send(request));
    }

    private static HttpSender sender(Duration timeout) {
        return new HttpSender(timeout, (SSLSocketFactory) SSLSocketFactory.getDefault(), InstantSource.fixed(NOW));
    }

    private static Request request(ScriptedServer server, Map<String, String> headers) {
        URI uri = URI.create("http://localhost:" + server.port() + "/services/" + SECRET + "?q=%20s3cr3t");
        return new Request(uri, "POST", headers, "hello".getBytes(StandardCharsets.UTF_8));
    }

    private static ScriptedServer answers(String status, String headers, String body) {
        return ScriptedServer.http(line -> {
            line.write("HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
        });
    }
}
