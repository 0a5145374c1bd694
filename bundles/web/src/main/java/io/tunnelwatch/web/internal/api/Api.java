package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Accept;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Body;
import io.tunnelwatch.web.internal.http.BodyReader;
import io.tunnelwatch.web.internal.http.Methods;
import io.tunnelwatch.web.internal.http.SecurityHeaders;
import io.tunnelwatch.web.internal.security.Caller;
import io.tunnelwatch.web.internal.security.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The API as a servlet: it asks the {@link Gate} itself, before it does anything, so that there is no moment at which
 * it is there and what guards it is not. Which paths there are is no secret.
 */
public final class Api extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Router router;
    private final transient Gate gate;
    private final transient Duration bodyLimit;

    /** @param bodyLimit how long a body may take to arrive */
    public Api(Router router, Gate gate, Duration bodyLimit) {
        this.router = router;
        this.gate = gate;
        this.bodyLimit = bodyLimit;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.put(response);
        try {
            Router.Match match = router.find(request.getMethod(), request.getPathInfo());
            Optional<Caller> caller = gate.admit(request, match.route().access());
            Function<Body, Answer> handler = body -> answer(match, request, caller, body);
            if (match.route().takesBody() && BodyReader.hasBody(request)) {
                BodyReader.begin(request, bodyLimit, handler);
            } else {
                BodyReader.leaveUnread(request, response);
                handler.apply(Body.NONE).send(request, response);
            }
        } catch (RuntimeException e) {
            BodyReader.leaveUnread(request, response);
            Refusals.of(e, request).answer().send(request, response);
        }
    }

    private static Answer answer(Router.Match match, HttpServletRequest request, Optional<Caller> caller, Body body) {
        try {
            Route route = match.route();
            String type = Methods.isSafe(request.getMethod())
                    ? Accept.of(Optional.ofNullable(request.getHeader("Accept")))
                            .choose(route.offers())
                    : route.offers().get(0);
            return route.handler().answer(new Call(match.variables(), request, type, caller, body));
        } catch (RuntimeException e) {
            return Refusals.of(e, request).answer();
        }
    }
}
