package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.login.BasicCredentials;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Methods;
import io.tunnelwatch.web.internal.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;

/** What every request passes before anything is done for it. Safe for any number of threads. */
public final class Gate {

    /** Where a page says that it means it: no other site can read the token, nor set this header. */
    static final String CSRF_HEADER = "X-CSRF-Token";

    /** By which the page is known to be one where browsers do not tell: without TLS, unless on this machine. */
    static final String PAGE_HEADER = "X-Tunnelwatch-Page";

    private final Logins logins;
    private final Sessions sessions;
    private final Supplier<SecuritySettings> settings;
    private final InstantSource clock;

    public Gate(Logins logins, Sessions sessions, Supplier<SecuritySettings> settings, InstantSource clock) {
        this.logins = logins;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets a request through.
     *
     * @return who asks; empty where everybody may
     * @throws Problem it may not be done
     */
    public Optional<Caller> admit(HttpServletRequest request, Access access) {
        if (!Methods.isSafe(request.getMethod())) {
            Origins.require(request, settings.get().origins());
        }
        if (access == Access.OPEN) {
            return Optional.empty();
        }
        Caller caller = authenticate(request);
        boolean may = access == Access.WRITE
                ? settings.get().mayWrite(caller.user())
                : settings.get().mayRead(caller.user());
        if (!may) {
            throw new Problem(
                    403,
                    "The user " + caller.user().name() + " has none of the roles for this; "
                            + (access == Access.WRITE ? "writeRoles" : "readRoles")
                            + " of io.tunnelwatch.web names them");
        }
        return Optional.of(caller);
    }

    /**
     * For what goes on for long after it was let through: whether it still may. An open page is in use, so its session
     * is kept; what came with Basic comes again after the time of a session.
     */
    public BooleanSupplier watch(Caller caller) {
        Instant end = clock.instant().plus(settings.get().sessionLength());
        return () -> settings.get().mayRead(caller.user())
                && caller.session().map(sessions::keep).orElseGet(() -> clock.instant()
                        .isBefore(end));
    }

    private Caller authenticate(HttpServletRequest request) {
        if (request.getHeader("Authorization") != null) {
            return BasicCredentials.of(request.getHeader("Authorization"))
                    .flatMap(given -> logins.logIn(given.user(), given.password(), request.getRemoteAddr()))
                    .map(user -> new Caller(user, Optional.empty()))
                    .orElseThrow(() -> unauthorized(request, "The user or the password is wrong"));
        }
        Session session = SessionCookie.token(request)
                .flatMap(sessions::use)
                .orElseThrow(() -> unauthorized(request, "A login is wanted: with Basic, or by POST to session"));
        if (!Methods.isSafe(request.getMethod()) && !hasToken(request, session)) {
            throw new Problem(403, "The header " + CSRF_HEADER + " lacks the token of this session");
        }
        return new Caller(session.user(), Optional.of(session));
    }

    private static boolean hasToken(HttpServletRequest request, Session session) {
        byte[] given =
                Optional.ofNullable(request.getHeader(CSRF_HEADER)).orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    /** Programs are told of Basic. A page's own requests are not: the browser would ask for a password by itself. */
    private static Problem unauthorized(HttpServletRequest request, String detail) {
        boolean ofPage = request.getHeader("Sec-Fetch-Mode") != null || request.getHeader(PAGE_HEADER) != null;
        return new Problem(401, detail)
                .withHeader(
                        "WWW-Authenticate",
                        ofPage ? "Session realm=\"tunnelwatch\"" : "Basic realm=\"tunnelwatch\", charset=\"UTF-8\"");
    }
}
