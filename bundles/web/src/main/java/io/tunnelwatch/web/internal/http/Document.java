package io.tunnelwatch.web.internal.http;

import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * A document that is there as a whole. One that was got well has an {@code ETag}, so that who has it already is told so
 * in a few bytes (RFC 9110, 13.1.2).
 */
public final class Document implements Answer {

    private static final Json JSON = new Json();
    private static final byte[] NOTHING = {};

    /** What the server has room for before anybody reads it: 32 KiB in Jetty. */
    private static final int AT_ONCE_BYTES = 16 << 10;

    private final int status;
    private final String type;
    private final byte[] bytes;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Document(int status, String type, byte[] bytes) {
        this.status = status;
        this.type = type;
        this.bytes = bytes;
    }

    Document(int status, String type, Object content) {
        this(status, type, JSON.write(content).getBytes(StandardCharsets.UTF_8));
    }

    /** A document of ours, as {@link Json} writes it. */
    public static Document of(int status, Object content) {
        return new Document(status, MediaTypes.JSON, content);
    }

    /** Something else that was got well. */
    public static Document ofBytes(String type, byte[] bytes) {
        return new Document(HttpServletResponse.SC_OK, type, bytes.clone());
    }

    /** The same with a header. */
    public Document withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = begin(request, response);
        if (body.length <= AT_ONCE_BYTES) {
            response.getOutputStream().write(body);
        } else {
            Sending.begin(request.startAsync(), body);
        }
    }

    @Override
    public void sendLater(AsyncContext context) throws IOException {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        byte[] body = begin((HttpServletRequest) context.getRequest(), response);
        if (body.length <= AT_ONCE_BYTES) {
            response.getOutputStream().write(body);
            context.complete();
        } else {
            Sending.begin(context, body);
        }
    }

    /** Status and headers; what is to follow them. */
    private byte[] begin(HttpServletRequest request, HttpServletResponse response) {
        headers.forEach(response::setHeader);
        if (status == HttpServletResponse.SC_OK && Methods.isSafe(request.getMethod())) {
            String tag = EntityTag.of(bytes);
            response.setHeader("ETag", tag);
            if (EntityTag.isKnown(request.getHeader("If-None-Match"), tag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return NOTHING;
            }
        }
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        return request.getMethod().equals(Methods.HEAD) ? NOTHING : bytes;
    }
}
