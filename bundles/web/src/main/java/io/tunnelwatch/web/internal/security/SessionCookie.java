package io.tunnelwatch.web.internal.security;

import java.util.Arrays;
import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/** The cookie that holds the token of a session. No script sees it, and no other site's request brings it. */
public final class SessionCookie {

    static final String NAME = "tunnelwatch-session";

    /** The path of everything that is served: no other application of the server gets the cookie. */
    public static final String PATH = "/tunnelwatch";

    private static final String ATTRIBUTES = "; Path=" + PATH + "; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** The token in a request. */
    public static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** The header {@code Set-Cookie} that lasts until the browser is closed. */
    public static String set(String token, HttpServletRequest request) {
        return NAME + "=" + token + ATTRIBUTES + secure(request);
    }

    /** The header {@code Set-Cookie} that takes it away. */
    public static String clear(HttpServletRequest request) {
        return NAME + "=" + ATTRIBUTES + "; Max-Age=0" + secure(request);
    }

    /** Of a proxy that speaks TLS for us, the browser itself tells. */
    private static String secure(HttpServletRequest request) {
        String origin = Optional.ofNullable(request.getHeader("Origin")).orElse("");
        return request.isSecure() || origin.startsWith("https://") ? "; Secure" : "";
    }
}
