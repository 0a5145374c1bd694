package io.tunnelwatch.web.internal.http;

import io.tunnelwatch.settings.InvalidArgumentException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that can not be answered as it wishes: a problem of RFC 9457, of the type {@code about:blank}. What it says
 * goes to whoever asked, so it holds no secret and no stack trace.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(507, "Insufficient Storage"));

    private final int status;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param status of HTTP
     * @param detail what is wrong, and what to do
     */
    public Problem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** A parameter or a field that can not be read. */
    public static Problem of(InvalidArgumentException e) {
        return new Problem(400, e.getMessage())
                .with("parameter", e.name())
                .with("value", e.value())
                .with("allowed", e.allowed());
    }

    /** The same with a member of its own. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** The same with a header. */
    public Problem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** As it is sent. */
    public Document answer() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", TITLES.getOrDefault(status, "Error"));
        document.put("status", status);
        document.put("detail", getMessage());
        document.putAll(members);
        Document answer = new Document(status, MediaTypes.PROBLEM, document);
        headers.forEach(answer::withHeader);
        return answer;
    }
}
