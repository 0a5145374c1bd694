package io.tunnelwatch.notifier.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.ScriptedServer;
import io.tunnelwatch.notifier.channel.SecretText;
import io.tunnelwatch.notifier.channel.TestTls;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTransportTest {

    private static final String TOKEN = "T0KEN-IN-PATH";
    private static final String SECRET = "s1gn-with-this";

    private record Call(String method, String uri, Headers headers, String body) {}

    private final Message message = Message.of(Notices.raised("grün"));
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "ok";
    private Map<String, String> answerHeaders = Map.of();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCallHasBodyHeadersAndSignature() throws Exception {
        Map<String, String> settings =
                Map.of("secret", SECRET, "header.Authorization", "Bearer t0ken, with comma", "header.X-Team", "noc");
        try (WebhookTransport transport = WebhookSamples.transport(url(), settings)) {
            assertThat(transport.send(message)).isEqualTo(Receipt.CONFIRMED);
        }

        Call call = calls.get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).isEqualTo("/services/" + TOKEN + "?key=s3cr3t");
        assertThat(call.body()).startsWith("{\"schema\":1,").contains("grün");
        assertThat(call.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer t0ken, with comma");
        assertThat(call.headers().getFirst("X-Team")).isEqualTo("noc");
        assertThat(call.headers().getFirst("Idempotency-Key")).isEqualTo(message.idempotencyKey());
        String[] signature = call.headers().getFirst("X-Tunnelwatch-Signature").split(",v1=");
        assertThat(signature[0]).isEqualTo("t=" + WebhookSamples.NOW.getEpochSecond());
        assertThat(signature[1]).isEqualTo(hmac(signature[0].substring(2) + "." + call.body()));
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return String.format("%064x", new BigInteger(1, mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        Map<String, String> settings = Map.of("method", "PUT", "contentType", "text/plain", "body", "{{headline}}");
        try (WebhookTransport transport = WebhookSamples.transport(url(), settings)) {
            transport.send(message);

            assertThat(transport.batch()).isEqualTo(1);
        }
        assertThat(calls.get(0).method()).isEqualTo("PUT");
        assertThat(calls.get(0).headers()).doesNotContainKey("X-tunnelwatch-signature");
        assertThat(calls.get(0).headers().getFirst("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(calls.get(0).body()).isEqualTo("CRITICAL: peer grün is down");
    }

    @ParameterizedTest
    @CsvSource({
        "500,X,y,false,",
        "404,X,y,true,",
        "400,X,y,true,",
        "429,Retry-After,7,false,PT7S",
        "'429',Retry-After,'Thu, 26 Nov 2026 08:01:05 GMT',false,PT1M",
        "302,Location,https://new.example.org/T0KEN-IN-PATH,false,"
    })
    void whatTheOtherSideSaysDecides(int code, String header, String value, boolean permanent, Duration after) {
        status = code;
        answerHeaders = Map.of(header, value);
        answer = "no " + TOKEN + " and t0ken-in-header";
        Map<String, String> settings = Map.of("secret", SECRET, "header.Authorization", "Bearer t0ken-in-header");
        try (WebhookTransport transport = WebhookSamples.transport(url(), settings)) {
            DeliveryException e = failure(transport);

            assertThat(e.isPermanent()).isEqualTo(permanent);
            assertThat(e.retryAfter()).isEqualTo(Optional.ofNullable(after));
            assertThat(e).hasMessageContainingAll("POST http://localhost:", "" + code);
            SecretText.assertHides(e, TOKEN, "s3cr3t", SECRET, "t0ken-in-header");
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void aServerThatHangsIsCutOffAndClosingEndsIt() throws Exception {
        try (ScriptedServer hanging = ScriptedServer.http(ScriptedServer.Line::hang);
                WebhookTransport impatient = hook(hanging, "1");
                WebhookTransport patient = hook(hanging, "60")) {
            assertThat(failure(impatient)).hasMessageContaining("took longer than 1 s");

            CompletableFuture<DeliveryException> sent = CompletableFuture.supplyAsync(() -> failure(patient));
            hanging.awaitReached();
            patient.close();
            assertThat(sent.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed");
        }
    }

    @Test
    void aServerThatDripsIsCutOff() throws Exception {
        try (ScriptedServer dripping = ScriptedServer.http(line -> line.drip("HTTP/1.1 200 OK"));
                WebhookTransport impatient = hook(dripping, "1")) {
            assertThat(failure(impatient)).hasMessageContaining("took longer than 1 s");
        }
    }

    @Test
    void overHttpsTheCertificateIsCheckedAndAnAuthorityMayBeOnesOwn() throws Exception {
        TestTls right = TestTls.create(directory, "dns:localhost");
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(right.server()));
        serve(secure);
        String url = "https://localhost:" + secure.getAddress().getPort() + "/" + TOKEN;
        Map<String, String> caFile = Map.of("caFile", right.certificate().toString());
        try (WebhookTransport known = WebhookSamples.transport(url, caFile);
                WebhookTransport unknown = WebhookSamples.transport(url, Map.of());
                WebhookTransport other = WebhookSamples.transport(url.replace("localhost", "127.0.0.1"), caFile)) {
            assertThat(known.send(message)).isEqualTo(Receipt.CONFIRMED);
            assertThat(failure(unknown)).hasMessageContaining("no secure connection");
            assertThat(failure(other)).hasMessageContaining("no secure connection");
            assertThat(failure(other).isPermanent()).isFalse();
            assertThat(calls).hasSize(1);
        } finally {
            secure.stop(0);
        }
    }

    private static WebhookTransport hook(ScriptedServer server, String timeoutSeconds) {
        return WebhookSamples.transport(
                "http://localhost:" + server.port() + "/x", Map.of("timeoutSeconds", timeoutSeconds));
    }

    private DeliveryException failure(WebhookTransport transport) {
        return catchThrowableOfType(DeliveryException.class, () -> transport.send(message));
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/services/" + TOKEN + "?key=s3cr3t";
    }

    private void serve(HttpServer any) {
        any.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        any.start();
    }
}
