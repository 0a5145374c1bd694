package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Problem;
import io.tunnelwatch.web.internal.http.SecurityHeaders;
import io.tunnelwatch.web.internal.security.Caller;
import io.tunnelwatch.web.internal.security.Gate;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API as a servlet: it asks the {@link Gate} itself, before it does anything, so that there is no moment at which
 * it is there and what guards it is not. Which paths there are is no secret.
 */
public final class Api extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final transient Router router;
    private final transient Gate gate;

    public Api(Router router, Gate gate) {
        this.router = router;
        this.gate = gate;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.put(response);
        answer(request).send(request, response);
    }

    private Answer answer(HttpServletRequest request) {
        try {
            Router.Match match = router.find(request.getMethod(), request.getPathInfo());
            Optional<Caller> caller = gate.admit(request, match.route().access());
            return match.route().handler().answer(new Call(match.variables(), request, caller));
        } catch (Problem e) {
            return e.answer();
        } catch (InvalidArgumentException e) {
            return Problem.of(e).answer();
        } catch (HistoryUnavailableException e) {
            return new Problem(503, e.getMessage())
                    .with("history", e.health())
                    .withHeader("Retry-After", "10")
                    .answer();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            return new Problem(500, "This failed by a defect; Karaf's log says more").answer();
        }
    }
}
