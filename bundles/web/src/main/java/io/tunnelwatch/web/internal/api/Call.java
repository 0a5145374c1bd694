package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Body;
import io.tunnelwatch.web.internal.http.Parameters;
import io.tunnelwatch.web.internal.security.Caller;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;

/**
 * A request on its way to a route.
 *
 * @param path the values of the route's variables
 * @param request for what is not of the common kind
 * @param type what is to be sent, of what the route offers
 * @param admitted who asks; absent on routes that are open to everybody
 * @param sent its body
 */
public record Call(
        Map<String, String> path, HttpServletRequest request, String type, Optional<Caller> admitted, Body sent) {

    /** The value of a variable of the route. */
    String variable(String name) {
        return path.getOrDefault(name, "");
    }

    /** The parameters of its URL; any other is refused. */
    Parameters parameters(String... allowed) {
        return Parameters.of(request, allowed);
    }

    /** Its body. */
    <T> T body(Class<T> wanted) {
        return sent.as(wanted);
    }

    /** Who asks. */
    Caller caller() {
        return admitted.orElseThrow(() -> new IllegalStateException("Nobody in particular asks on an open route"));
    }

    /** Who asks, for the history. */
    String operator() {
        return caller().user().name();
    }
}
