package io.tunnelwatch.web.internal.http;

import java.util.Set;

/** Methods of HTTP. */
public final class Methods {

    /** As GET, without the body. */
    public static final String HEAD = "HEAD";

    private static final Set<String> SAFE = Set.of("GET", HEAD);

    private Methods() {}

    /** Whether a request with it changes nothing. */
    public static boolean isSafe(String method) {
        return SAFE.contains(method);
    }
}
