package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.web.internal.http.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/**
 * Refuses changes that a page of another origin asks a browser for. Programs that are no browser say nothing of an
 * origin, and are let through: they bring their own password.
 */
final class Origins {

    private static final Set<String> OURS = Set.of("same-origin", "none");

    private Origins() {}

    /** @throws Problem 403: it comes from elsewhere */
    static void require(HttpServletRequest request, Set<String> others) {
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        String site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none");
        boolean ours = origin.map(text -> isOurs(text, request) || others.contains(text.toLowerCase(Locale.ROOT)))
                .orElse(OURS.contains(site));
        if (!ours) {
            throw new Problem(
                    403,
                    "This request comes from another origin; the setting origins of io.tunnelwatch.web"
                            + " names those of a proxy");
        }
    }

    /** Host and port say it; a proxy that ends TLS changes the scheme only. */
    private static boolean isOurs(String origin, HttpServletRequest request) {
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return !host.isEmpty()
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }
}
