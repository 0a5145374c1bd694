package io.tunnelwatch.web.internal;

import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.web.internal.api.AlertsResource;
import io.tunnelwatch.web.internal.api.Api;
import io.tunnelwatch.web.internal.api.DescriptionResource;
import io.tunnelwatch.web.internal.api.EventsResource;
import io.tunnelwatch.web.internal.api.Exports;
import io.tunnelwatch.web.internal.api.LongAnswers;
import io.tunnelwatch.web.internal.api.Route;
import io.tunnelwatch.web.internal.api.Router;
import io.tunnelwatch.web.internal.api.Services;
import io.tunnelwatch.web.internal.api.SessionResource;
import io.tunnelwatch.web.internal.api.SilencesResource;
import io.tunnelwatch.web.internal.api.StateResource;
import io.tunnelwatch.web.internal.api.StatisticsResource;
import io.tunnelwatch.web.internal.api.StripsResource;
import io.tunnelwatch.web.internal.events.EventHub;
import io.tunnelwatch.web.internal.events.EventStreams;
import io.tunnelwatch.web.internal.page.Page;
import io.tunnelwatch.web.internal.page.PageFiles;
import io.tunnelwatch.web.internal.security.Gate;
import io.tunnelwatch.web.internal.security.Logins;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import io.tunnelwatch.web.internal.security.SessionCookie;
import io.tunnelwatch.web.internal.security.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the web bundle serves, put together; without OSGi. */
final class Web implements AutoCloseable {

    /** The path of the context. */
    static final String PATH = SessionCookie.PATH;

    /** Where the API lies below it. */
    static final String API_PATTERN = "/api/v1/*";

    /** Everything else is the page. */
    static final String PAGE_PATTERN = "/*";

    /** Each has a page of alerts in memory, half a megabyte. */
    private static final int MOST_EXPORTS = 16;

    private static final int MOST_LONG_ANSWERS = 2;

    private final Sessions sessions;
    private final EventHub events;
    private final Exports exports;
    private final LongAnswers longAnswers;
    private final Router router;
    private final Api api;
    private final Page page;

    /** @param pageFiles by name */
    Web(
            Services services,
            LoginService login,
            Supplier<WebSettings> settings,
            InstantSource clock,
            Times times,
            Map<String, byte[]> pageFiles) {
        Supplier<SecuritySettings> security = () -> settings.get().security();
        this.sessions = new Sessions(clock, security);
        this.events = new EventHub(services::openLog, times.heartbeat(), times.patience());
        this.exports = new Exports(MOST_EXPORTS, times.patience());
        this.longAnswers = new LongAnswers(MOST_LONG_ANSWERS, times.longAnswer());
        Logins logins = new Logins(login, security);
        Gate gate = new Gate(logins, sessions, security, clock);
        EventStreams streams = new EventStreams(events, () -> settings.get().eventClients());
        List<Route> routes = Stream.of(
                        new AlertsResource(services, exports, clock).routes(),
                        new StatisticsResource(services, longAnswers, clock).routes(),
                        new SilencesResource(services, clock).routes(),
                        new StateResource(services).routes(),
                        new StripsResource(services, clock).routes(),
                        new DescriptionResource().routes(),
                        new EventsResource(streams, gate).routes(),
                        new SessionResource(logins, sessions, security).routes())
                .flatMap(List::stream)
                .toList();
        this.router = new Router(routes);
        this.api = new Api(router, gate, times.body());
        this.page = new Page(PATH, new PageFiles(pageFiles, PATH + Page.ASSETS));
    }

    /**
     * How long things take.
     *
     * @param heartbeat how often each listener to the live events hears something
     * @param patience how long one who reads events or an export may take nothing before it is dropped
     * @param body how long the body of a request may take to arrive
     * @param longAnswer how long statistics may take
     */
    record Times(Duration heartbeat, Duration patience, Duration body, Duration longAnswer) {

        /**
         * Proxies end connections that are silent for a minute; the server itself ends those that take nothing for 30
         * s, and does not say so.
         */
        static final Times USUAL = new Times(
                Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(2));
    }

    /** The consumer of the log. */
    EventHub events() {
        return events;
    }

    Api api() {
        return api;
    }

    Page page() {
        return page;
    }

    Router router() {
        return router;
    }

    /** Ends all streams and sessions. */
    @Override
    public void close() {
        events.close();
        exports.close();
        longAnswers.close();
        sessions.endAll();
    }
}
