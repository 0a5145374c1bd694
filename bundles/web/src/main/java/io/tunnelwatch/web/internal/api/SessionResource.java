package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.login.User;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.Problem;
import io.tunnelwatch.web.internal.security.Logins;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import io.tunnelwatch.web.internal.security.Session;
import io.tunnelwatch.web.internal.security.SessionCookie;
import io.tunnelwatch.web.internal.security.Sessions;
import io.tunnelwatch.web.internal.security.Sessions.Begun;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;

/** {@code session}: how a browser logs in and out. */
public final class SessionResource {

    private final Logins logins;
    private final Sessions sessions;
    private final Supplier<SecuritySettings> settings;

    public SessionResource(Logins logins, Sessions sessions, Supplier<SecuritySettings> settings) {
        this.logins = logins;
        this.sessions = sessions;
        this.settings = settings;
    }

    private record Credentials(Optional<String> user, Optional<String> password) {}

    private record SessionDocument(String user, List<String> roles, boolean mayWrite, Optional<String> csrfToken) {}

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/session", Access.READ, this::show),
                new Route("POST", "/session", Access.OPEN, this::logIn),
                new Route("DELETE", "/session", Access.READ, this::logOut));
    }

    private Answer show(Call call) {
        call.parameters();
        return Document.of(200, document(call.caller().user(), call.caller().session()));
    }

    private Answer logIn(Call call) {
        call.parameters();
        Credentials given = call.body(Credentials.class);
        HttpServletRequest request = call.request();
        String name = given.user().orElseThrow(() -> new Problem(400, "The field user is wanted"));
        String password = given.password().orElseThrow(() -> new Problem(400, "The field password is wanted"));
        User user = logins.logIn(name, password, request.getRemoteAddr())
                .orElseThrow(() -> new Problem(403, "The user or the password is wrong"));
        if (!settings.get().mayRead(user)) {
            throw new Problem(
                    403,
                    "The user " + user.name() + " has none of the roles for this;"
                            + " readRoles of io.tunnelwatch.web names them");
        }
        SessionCookie.token(request).ifPresent(sessions::end);
        Begun begun = sessions.begin(user);
        return Document.of(200, document(user, Optional.of(begun.session())))
                .withHeader("Set-Cookie", SessionCookie.set(begun.token(), request));
    }

    private Answer logOut(Call call) {
        call.parameters();
        SessionCookie.token(call.request()).ifPresent(sessions::end);
        return (request, response) -> {
            response.setHeader("Set-Cookie", SessionCookie.clear(request));
            Answer.NO_CONTENT.send(request, response);
        };
    }

    private SessionDocument document(User user, Optional<Session> session) {
        return new SessionDocument(
                user.name(),
                List.copyOf(new TreeSet<>(user.roles())),
                settings.get().mayWrite(user),
                session.map(Session::csrfToken));
    }
}
