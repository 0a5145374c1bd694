package io.tunnelwatch.itests.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.itests.notify.Daemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** A real Prometheus on the loopback, with the configuration and the rules of {@code docs/prometheus/}. */
final class Prometheus implements AutoCloseable {

    /** Where its files are. */
    static final Path DOCS = Path.of("../docs/prometheus");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port = Daemon.freeTcpPort();
    private final Daemon daemon;

    /**
     * Starts it, with another port to scrape, and more often.
     *
     * @param password of the user that the configuration names
     */
    Prometheus(Path folder, int scrapedPort, String password) {
        try {
            Files.writeString(folder.resolve("password"), password);
            Files.copy(DOCS.resolve("tunnelwatch.rules.yml"), folder.resolve("tunnelwatch.rules.yml"));
            Files.writeString(
                    folder.resolve("prometheus.yml"),
                    Files.readString(DOCS.resolve("prometheus.yml"))
                            .replace("127.0.0.1:8181", "127.0.0.1:" + scrapedPort)
                            .replace("_interval: 15s", "_interval: 1s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon = Daemon.start(
                folder.resolve("prometheus.out"),
                "prometheus",
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port);
    }

    Prometheus awaitReady() {
        daemon.awaitPort(port);
        daemon.awaitReady(() ->
                client.send(request("/-/ready"), BodyHandlers.discarding()).statusCode() == 200);
        return this;
    }

    /** The number that a query comes to; empty as long as there is none. */
    OptionalDouble number(String query) {
        JsonNode result = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .at("/data/result");
        return result.size() == 1
                ? OptionalDouble.of(result.get(0).at("/value/1").asDouble())
                : OptionalDouble.empty();
    }

    /** The rules that it evaluates. */
    JsonNode rules() {
        return get("/api/v1/rules").at("/data/groups/0/rules");
    }

    @Override
    public void close() {
        daemon.close();
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(
                    client.send(request(path), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer of Prometheus\n" + daemon.output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
    }
}
