package io.tunnelwatch.itests.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Alertmanager on the loopback. */
final class Alertmanager implements AutoCloseable {

    /** It passes each alert on at once, and its end, and nothing again. */
    private static final String CONFIGURATION =
            """
            route:
              receiver: test
              group_by: ['...']
              group_wait: 0s
              group_interval: 1s
              repeat_interval: 1h
            receivers:
              - name: test
                webhook_configs:
                  - url: %s
                    send_resolved: true
            """;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port = Daemon.freeTcpPort();
    private final Daemon daemon;

    /** @param receiver the URL of the webhook that it tells of alerts */
    Alertmanager(Path folder, String receiver) {
        Path configuration = folder.resolve("alertmanager.yml");
        try {
            Files.writeString(configuration, CONFIGURATION.formatted(receiver));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon = Daemon.start(
                folder.resolve("alertmanager.out"),
                "prometheus-alertmanager",
                "prometheus-alertmanager",
                "--config.file=" + configuration,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
    }

    Alertmanager awaitReady() {
        daemon.awaitPort(port);
        daemon.awaitReady(() -> get("/-/ready").statusCode() == 200);
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The alerts that it takes for open. */
    List<JsonNode> active() {
        List<JsonNode> alerts = new ArrayList<>();
        Lines.json(get("/api/v2/alerts").body()).forEach(alerts::add);
        return alerts;
    }

    @Override
    public void close() {
        daemon.close();
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer of the Alertmanager\n" + daemon.output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
