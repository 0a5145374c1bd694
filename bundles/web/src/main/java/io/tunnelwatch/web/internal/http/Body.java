package io.tunnelwatch.web.internal.http;

import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;

/** The JSON in a request, bounded: what is too large is refused before it is read. */
public final class Body {

    /** A note of some pages; what is larger is a mistake or an attack. */
    static final int MAX_BYTES = 64 << 10;

    private static final Json JSON = new Json();

    private Body() {}

    /**
     * Reads it; a request without content counts as an object without members.
     *
     * @throws Problem it is too large, or not what is wanted
     */
    public static <T> T read(HttpServletRequest request, Class<T> type) {
        byte[] bytes = bytes(request);
        if (bytes.length > 0) {
            requireJson(request);
        }
        String text = bytes.length == 0 ? "{}" : text(bytes);
        Optional<String> flaw = JSON.flaw(text);
        if (flaw.isPresent()) {
            throw new Problem(400, "The body is not JSON: " + flaw.get());
        }
        try {
            return JSON.read(text, type);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "The body is not the JSON that is wanted here");
        }
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new Problem(400, "The body did not arrive").withHeader("Connection", "close");
        }
    }

    private static void requireJson(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw new Problem(415, "The body must be of the type application/json");
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem(400, "The body is not UTF-8");
        }
    }

    /** The rest of the body stays unread, so the connection can not be used again. */
    private static Problem tooLarge() {
        return new Problem(413, "A body holds at most " + MAX_BYTES + " bytes").withHeader("Connection", "close");
    }
}
