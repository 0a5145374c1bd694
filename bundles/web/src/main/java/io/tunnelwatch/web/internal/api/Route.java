package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.MediaTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method on a path.
 *
 * @param template {@code /alerts/{id}/ack}: a part in braces stands for any one segment
 * @param offers the media types of what is got, the usual one first
 */
public record Route(String method, String template, Access access, List<String> offers, Handler handler) {

    public Route {
        offers = List.copyOf(offers);
    }

    /** One that answers with JSON. */
    public Route(String method, String template, Access access, Handler handler) {
        this(method, template, access, List.of(MediaTypes.JSON), handler);
    }

    /** Whether a request for it may bring a body. */
    boolean takesBody() {
        return method.equals("POST");
    }

    /** What answers. */
    @FunctionalInterface
    public interface Handler {
        /** @throws io.tunnelwatch.web.internal.http.Problem it can not be done */
        Answer answer(Call call);
    }

    /** The values of the variables, if the path is one of this route. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> parts = Router.segments(template);
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int at = 0; at < parts.size(); at++) {
            String part = parts.get(at);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), segments.get(at));
            } else if (!part.equals(segments.get(at))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
