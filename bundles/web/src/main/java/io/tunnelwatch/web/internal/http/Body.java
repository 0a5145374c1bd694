package io.tunnelwatch.web.internal.http;

import io.tunnelwatch.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;

/** The body of a request. */
public final class Body {

    /** A note of some pages; what is larger is a mistake or an attack. */
    static final int MAX_BYTES = 64 << 10;

    /** No body. */
    public static final Body NONE = new Body(new byte[0], "");

    private static final Json JSON = new Json();

    private final byte[] bytes;
    private final String type;

    private Body(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    static Body of(HttpServletRequest request, byte[] bytes) {
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        return new Body(bytes, type.split(";", 2)[0].strip());
    }

    /**
     * The JSON that it is; a request without content counts as an object without members.
     *
     * @throws Problem it is not what is wanted
     */
    public <T> T as(Class<T> wanted) {
        if (bytes.length > 0 && !type.equals(MediaTypes.JSON)) {
            throw new Problem(415, "The body must be of the type " + MediaTypes.JSON);
        }
        String text = bytes.length == 0 ? "{}" : text();
        Optional<String> flaw = JSON.flaw(text);
        if (flaw.isPresent()) {
            throw new Problem(400, "The body is not JSON: " + flaw.get());
        }
        try {
            return JSON.read(text, wanted);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "The body is not the JSON that is wanted here");
        }
    }

    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem(400, "The body is not UTF-8");
        }
    }
}
