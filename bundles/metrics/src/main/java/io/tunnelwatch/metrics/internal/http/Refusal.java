package io.tunnelwatch.metrics.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.servlet.http.HttpServletResponse;

/** Why a request is not answered. */
record Refusal(int status, String header, String value, String text) {

    static final Refusal LOGIN = new Refusal(
            401,
            "WWW-Authenticate",
            "Basic realm=\"tunnelwatch\", charset=\"UTF-8\"",
            "A login with Basic is wanted: basic_auth in Prometheus' scrape_config, with a user of this Karaf\n");

    static final Refusal ROLE = new Refusal(
            403,
            "Cache-Control",
            "no-store",
            "This user has none of the roles for this; readRoles of io.tunnelwatch.metrics names them\n");

    static final Refusal METHOD = new Refusal(405, "Allow", "GET, HEAD", "Only GET and HEAD are answered\n");

    static Refusal after(Duration rest) {
        return new Refusal(
                429,
                "Retry-After",
                Long.toString(rest.toSeconds() + 1),
                "Too many logins from here have failed; try again later\n");
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader(header, value);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
