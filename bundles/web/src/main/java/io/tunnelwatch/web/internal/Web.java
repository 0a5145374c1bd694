package io.tunnelwatch.web.internal;

import io.tunnelwatch.web.internal.api.AlertsResource;
import io.tunnelwatch.web.internal.api.Api;
import io.tunnelwatch.web.internal.api.Route;
import io.tunnelwatch.web.internal.api.Router;
import io.tunnelwatch.web.internal.api.Services;
import io.tunnelwatch.web.internal.api.SessionResource;
import io.tunnelwatch.web.internal.security.FailedLogins;
import io.tunnelwatch.web.internal.security.Gate;
import io.tunnelwatch.web.internal.security.Logins;
import io.tunnelwatch.web.internal.security.Realm;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import io.tunnelwatch.web.internal.security.Sessions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the web bundle serves, put together; without OSGi. */
final class Web implements AutoCloseable {

    /** The path of the context. */
    static final String PATH = "/tunnelwatch";

    /** Where the API lies below it. */
    static final String API_PATTERN = "/api/v1/*";

    private final Sessions sessions;
    private final Router router;
    private final Api api;

    Web(Services services, Realm realm, Supplier<SecuritySettings> settings, InstantSource clock) {
        this.sessions = new Sessions(clock, settings);
        Logins logins = new Logins(realm, new FailedLogins(clock), settings);
        List<Route> routes = Stream.of(
                        new AlertsResource(services, clock).routes(),
                        new SessionResource(logins, sessions, settings).routes())
                .flatMap(List::stream)
                .toList();
        this.router = new Router(routes);
        this.api = new Api(router, new Gate(logins, sessions, settings));
    }

    Api api() {
        return api;
    }

    Router router() {
        return router;
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        sessions.endAll();
    }
}
