package io.tunnelwatch.notifier.internal.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of HTTP/1.1 (RFC 9112), read from a connection that is used once.
 *
 * @param headers the first of each name, in lower case
 * @param body its beginning; what is missing in it was cut off, or never came
 */
public record HttpReply(int status, Map<String, String> headers, String body) {

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 200;
    private static final int BODY_BYTES = 4_000;

    /** Reads one. */
    public static HttpReply read(InputStream input) throws IOException {
        HttpReply head = readHead(input);
        while (head.status < 200) { // the answer is still to come
            head = readHead(input);
        }
        return new HttpReply(head.status, head.headers, body(input, head.status, head.headers));
    }

    /** Reads no further than the empty line. */
    static HttpReply readHead(InputStream input) throws IOException {
        int status = status(line(input));
        return new HttpReply(status, headers(input), "");
    }

    /** A header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static int status(String line) throws ProtocolException {
        String[] parts = line.split(" ", 3);
        if (!parts[0].startsWith("HTTP/1.") || parts.length < 2 || !parts[1].matches("[1-5]\\d\\d")) {
            throw new ProtocolException("what answers does not speak HTTP");
        }
        return Integer.parseInt(parts[1]);
    }

    private static Map<String, String> headers(InputStream input) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int count = 0; count < MOST_HEADERS; count++) {
            String line = line(input);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        throw new ProtocolException("the answer has more than " + MOST_HEADERS + " headers");
    }

    /** The status has been said, and with it what becomes of the message: no failure of the body changes that. */
    private static String body(InputStream input, int status, Map<String, String> headers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
                chunks(input, body);
            } else if (status != 204 && status != 304) {
                copy(input, body, length(headers));
            }
        } catch (IOException e) {
            return body.toString(StandardCharsets.UTF_8);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static long length(Map<String, String> headers) throws ProtocolException {
        String length = headers.getOrDefault("content-length", Integer.toString(BODY_BYTES));
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new ProtocolException("no Content-Length");
        }
    }

    private static void chunks(InputStream input, ByteArrayOutputStream body) throws IOException {
        while (body.size() < BODY_BYTES) {
            String size = line(input).split(";", 2)[0].strip();
            long length = size.matches("\\p{XDigit}{1,8}") ? Long.parseLong(size, 16) : 0;
            if (length == 0) {
                return;
            }
            copy(input, body, length);
            line(input);
        }
    }

    private static void copy(InputStream input, ByteArrayOutputStream body, long length) throws IOException {
        long left = Math.min(length, BODY_BYTES - body.size());
        byte[] buffer = new byte[BODY_BYTES];
        while (left > 0) {
            int read = input.read(buffer, 0, (int) left);
            if (read < 0) {
                return;
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended before the answer did");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new ProtocolException("a line of the answer is longer than " + LONGEST_LINE + " bytes");
            }
            line.append((char) next);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
