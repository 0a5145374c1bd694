package io.tunnelwatch.notifier.alertmanager.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is posted, and answers as it is told to. */
final class AlertmanagerStub implements AutoCloseable {

    record Posted(String request, Optional<String> contentType, Optional<String> authorization, JsonNode alerts) {}

    private final HttpServer server;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    AlertmanagerStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(new Posted(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    new ObjectMapper().readTree(exchange.getRequestBody())));
            byte[] body = (status == 200 ? "" : "\"no, sir\"").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void answerWith(int answer) {
        status = answer;
    }

    /** All requests, the first one first. */
    List<Posted> posted() {
        return posted;
    }

    JsonNode lastAlerts() {
        return posted.get(posted.size() - 1).alerts();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
