package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Problem;

/** What an append that was not taken comes to. */
final class Refusals {

    private Refusals() {}

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
