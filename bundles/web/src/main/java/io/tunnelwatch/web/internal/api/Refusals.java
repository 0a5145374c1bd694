package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Problem;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes of what can not be done. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /** The problem that a failure is. A defect goes to the log, with the request by which it was found. */
    static Problem of(RuntimeException e, HttpServletRequest request) {
        if (e instanceof Problem problem) {
            return problem;
        }
        if (e instanceof InvalidArgumentException argument) {
            return Problem.of(argument);
        }
        if (e instanceof HistoryUnavailableException history) {
            return new Problem(503, history.getMessage())
                    .with("history", history.health())
                    .withHeader("Retry-After", "10");
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return new Problem(500, "This failed by a defect; Karaf's log says more");
    }

    /** What ends with an append. */
    @FunctionalInterface
    interface Appending {
        Answer run() throws AppendRefusedException;
    }

    /** @throws Problem it was refused */
    static Answer orProblem(Appending appending) {
        try {
            return appending.run();
        } catch (StaleStateException e) {
            throw new Problem(409, e.getMessage());
        } catch (AlertLogFullException e) {
            throw new Problem(507, e.getMessage());
        } catch (AppendRefusedException e) {
            throw new Problem(503, e.getMessage()).withHeader("Retry-After", "10");
        }
    }
}
