package io.tunnelwatch.itests.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The other side of a webhook: it remembers what came, and answers as it is told to. */
public final class WebhookServer implements AutoCloseable {

    /** What it does with a request whose body it has read. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request; {@code signature} is empty when there was none. */
    public record Received(String path, String key, String signature, String text, JsonNode body, Instant at) {

        /** {@code RAISED laptop-7} of each notice. */
        public List<String> notices() {
            List<String> notices = new ArrayList<>();
            for (JsonNode alert : body.path("alerts")) {
                notices.add(alert.path("notice").asText() + " "
                        + alert.path("peerName").asText(alert.path("kind").asText()));
            }
            return notices;
        }

        /** Whether somebody who knows the secret signed the body. */
        public boolean isSignedWith(String secret) {
            Matcher parts = SIGNATURE.matcher(signature);
            if (!parts.matches()) {
                return false;
            }
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
                byte[] expected = mac.doFinal((parts.group(1) + "." + text).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(expected).equals(parts.group(2));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Received> confirmed = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Behaviour behaviour = status(204);

    public WebhookServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers with a status and nothing else. */
    public static Behaviour status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    public void behave(Behaviour changed) {
        behaviour = changed;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Everything that came, in order, whatever was answered. */
    public List<Received> received() {
        return received;
    }

    /** What it answered with success. */
    public List<Received> confirmed() {
        return confirmed;
    }

    /** {@code RAISED laptop-7} of all that it confirmed. */
    public List<String> notices() {
        return confirmed.stream().flatMap(one -> one.notices().stream()).toList();
    }

    public void forget() {
        received.clear();
        confirmed.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Received request = new Received(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                exchange.getRequestHeaders()
                        .getOrDefault("X-Tunnelwatch-Signature", List.of(""))
                        .get(0),
                text,
                MAPPER.readTree(text),
                Instant.now());
        received.add(request);
        behaviour.answer(exchange);
        if (exchange.getResponseCode() / 100 == 2) {
            confirmed.add(request);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
