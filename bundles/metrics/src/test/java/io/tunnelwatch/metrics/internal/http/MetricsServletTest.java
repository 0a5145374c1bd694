package io.tunnelwatch.metrics.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.login.User;
import io.tunnelwatch.metrics.internal.sample.Fakes;
import io.tunnelwatch.metrics.internal.sample.LogSource;
import io.tunnelwatch.metrics.internal.sample.Scrapes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServletTest {

    private static final Map<String, String> ROLES = Map.of("vera", "viewer", "otto", "nobody");

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final Scrapes scrapes = new Scrapes(List.of(new LogSource(() -> Optional.of(Fakes.log()))));
    private final LoginService logins = new LoginService(
            (name, password) -> password.equals("right") && ROLES.containsKey(name)
                    ? Optional.of(new User(name, Set.of(ROLES.get(name))))
                    : Optional.empty(),
            () -> Fakes.NOON);
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Access access = new Access(false, Set.of("viewer"));

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new MetricsServlet(scrapes, new Door(logins, () -> access))), "/metrics");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void end() throws Exception {
        server.stop();
        scrapes.close();
    }

    @Test
    void aUserWithARoleGetsThemAsPrometheusText() throws Exception {
        HttpResponse<String> answer = get(as("vera", "right"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type.replace(" ", ""))
                        .isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8"));
        assertThat(answer.body()).contains("tunnelwatch_log_last_sequence 4711.0");
    }

    @Test
    void nobodyElseGetsThem() throws Exception {
        HttpResponse<String> answer = get(request());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("Basic "));
        assertThat(answer.body()).doesNotContain("tunnelwatch_");

        assertThat(get(as("vera", "wrong")).statusCode()).isEqualTo(401);
        assertThat(get(as("otto", "right")).statusCode()).isEqualTo(403);
        assertThat(get(request().header("Authorization", "Basic ???")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoGuessesHasToWait() throws Exception {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(get(as("vera", "wrong")).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> answer = get(as("vera", "right"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("301");
    }

    @Test
    void whereNoLoginIsSetEverybodyGetsThem() throws Exception {
        access = new Access(true, Set.of("viewer"));

        assertThat(get(request()).body()).contains("tunnelwatch_log_last_sequence 4711.0");
        assertThat(get(as("vera", "wrong")).statusCode()).isEqualTo(200);
    }

    @Test
    void theAnswerIsZippedForWhoTakesThat() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                as("vera", "right").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("tunnelwatch_log_last_sequence 4711.0");
        }
        assertThat(client.send(
                                as("vera", "right")
                                        .header("Accept-Encoding", "identity, gzip;q=0")
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .contains("tunnelwatch_log_last_sequence 4711.0");
    }

    @Test
    void nothingCanBeDoneThere() throws Exception {
        assertThat(get(as("vera", "right").POST(BodyPublishers.ofString("x"))).statusCode())
                .isEqualTo(405);
        HttpResponse<String> head = get(as("vera", "right").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private HttpRequest.Builder request() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"));
    }

    private HttpRequest.Builder as(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return request().header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
