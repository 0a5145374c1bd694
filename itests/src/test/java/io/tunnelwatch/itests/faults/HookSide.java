package io.tunnelwatch.itests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side of a webhook: it answers each call with what it is told to. */
final class HookSide extends OtherSide {

    /** An answer that confirms. */
    static final String TAKEN = "204 No Content";

    /** Never an answer, as long as it behaves like that. */
    static final String NONE = "";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final int LOOK_MILLIS = 1;

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile Manner manner = new Manner(TAKEN, Duration.ZERO);

    private record Manner(String answer, Duration after) {}

    /** @param answer status line and headers but those of every answer, with {@code \r\n} between */
    void behave(String answer) {
        behave(answer, answer.equals(NONE) ? FOR_EVER : Duration.ZERO);
    }

    /** The same, not at once. */
    void behave(String answer, Duration after) {
        manner = new Manner(answer, after);
        change();
    }

    void isWell() {
        behave(TAKEN);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The path of each call. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    void forget() {
        super.forget();
        paths.clear();
    }

    @Override
    void serve(Socket connection, InputStream input) throws IOException, InterruptedException {
        Manner now = manner;
        String path = line(input).split(" ")[1];
        Map<String, String> headers = headers(input);
        JsonNode body = JSON.readTree(body(input, Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        paths.add(path);
        List<String> notices = new ArrayList<>();
        body.path("alerts").forEach(alert -> notices.add(alert.path("key").asText()));
        Reception call = received(String.valueOf(headers.get("idempotency-key")), notices);
        linger(now.after());
        if (!now.answer().equals(NONE) && isThere(connection, input)) {
            write(connection, "HTTP/1.1 " + now.answer() + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            call.heard().set(now.answer().equals(TAKEN) && wasRead(connection, input));
        }
    }

    /** Whether the one who called has not gone yet. */
    private static boolean isThere(Socket connection, InputStream input) throws IOException {
        connection.setSoTimeout(LOOK_MILLIS);
        try {
            return input.read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } finally {
            connection.setSoTimeout(0);
        }
    }

    /**
     * Whether the answer was read: who goes with something unread resets the connection (RFC 1122, 4.2.2.13), and then
     * either reading fails, or a write after the end.
     */
    private static boolean wasRead(Socket connection, InputStream input) {
        try {
            boolean ended = input.read() < 0;
            write(connection, "\n");
            return ended;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> headers(InputStream input) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream input, int length) throws IOException {
        byte[] body = input.readNBytes(length);
        return Optional.of(body)
                .filter(whole -> whole.length == length)
                .orElseThrow(() -> new EOFException("half a body"));
    }
}
