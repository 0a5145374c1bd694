package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Methods;
import io.tunnelwatch.web.internal.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request. A path leads to a route or nowhere: no file is ever looked up by it. */
public final class Router {

    private final List<Route> routes;

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** A route, and what its variables are. */
    public record Match(Route route, Map<String, String> variables) {}

    /** All of them. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The route of a request.
     *
     * @param path below the service's own, decoded
     * @throws Problem 404 for a path that leads nowhere, 405 for one that does with another method
     */
    public Match find(String method, @Nullable String path) {
        List<String> segments = segments(path == null ? "" : path);
        String wanted = method.equals(Methods.HEAD) ? "GET" : method;
        List<Match> matches = routes.stream()
                .flatMap(route -> route.match(segments).map(found -> new Match(route, found)).stream())
                .toList();
        if (matches.isEmpty()) {
            throw new Problem(404, "There is nothing under this path");
        }
        Optional<Match> match = matches.stream()
                .filter(found -> found.route().method().equals(wanted))
                .findFirst();
        return match.orElseThrow(() -> notAllowed(matches));
    }

    static List<String> segments(String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private static Problem notAllowed(List<Match> matches) {
        String allowed = matches.stream()
                .map(found -> found.route().method())
                .flatMap(method -> method.equals("GET") ? Stream.of(method, Methods.HEAD) : Stream.of(method))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Problem(405, "This path knows other methods: " + allowed).withHeader("Allow", allowed);
    }
}
