package io.tunnelwatch.web.internal.http;

import java.util.Map;
import javax.servlet.http.HttpServletResponse;

/**
 * What every answer says to browsers: nothing is taken from elsewhere, nothing inline is run, nobody frames it, no type
 * is guessed, nothing is kept by caches between.
 */
public final class SecurityHeaders {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            // kept by the browser only, which asks with If-None-Match each time
            "Cache-Control",
            "private, no-cache",
            "Vary",
            "Accept, Authorization, Cookie");

    private SecurityHeaders() {}

    /** Puts them on an answer; to be done first, so that refusals have them too. */
    public static void put(HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
    }
}
