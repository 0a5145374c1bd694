package io.tunnelwatch.web.internal.http;

import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * A JSON document. One that was got well has an {@code ETag}, so that who has it already is told so in a few bytes (RFC
 * 9110, 13.1.2).
 */
public final class Document implements Answer {

    private static final Json JSON = new Json();

    private final int status;
    private final String type;
    private final byte[] bytes;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Document(int status, String type, Object content) {
        this.status = status;
        this.type = type;
        this.bytes = JSON.write(content).getBytes(StandardCharsets.UTF_8);
    }

    /** A document of ours, as {@link Json} writes it. */
    public static Document of(int status, Object content) {
        return new Document(status, "application/json", content);
    }

    /** The same with a header. */
    public Document withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers.forEach(response::setHeader);
        if (status == HttpServletResponse.SC_OK && Methods.isSafe(request.getMethod())) {
            String tag = EntityTag.of(bytes);
            response.setHeader("ETag", tag);
            if (EntityTag.isKnown(request.getHeader("If-None-Match"), tag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals(Methods.HEAD)) {
            response.getOutputStream().write(bytes);
        }
    }
}
