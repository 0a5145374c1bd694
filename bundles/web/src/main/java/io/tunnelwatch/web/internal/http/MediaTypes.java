package io.tunnelwatch.web.internal.http;

/** Media types that are sent. */
public final class MediaTypes {

    /** What nearly everything is. */
    public static final String JSON = "application/json";

    /** The description of the API (RFC 9512). */
    public static final String YAML = "application/yaml";

    /** Server-sent events. */
    public static final String EVENT_STREAM = "text/event-stream";

    static final String PROBLEM = "application/problem+json";

    private MediaTypes() {}
}
