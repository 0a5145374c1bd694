package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.events.EventStreams;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.MediaTypes;
import io.tunnelwatch.web.internal.http.Parameters;
import io.tunnelwatch.web.internal.security.Gate;
import java.util.List;
import java.util.Optional;

/** {@code events}: the log as it goes on. */
public final class EventsResource {

    private static final String LAST_EVENT_ID = "lastEventId";

    private final EventStreams streams;
    private final Gate gate;

    public EventsResource(EventStreams streams, Gate gate) {
        this.streams = streams;
        this.gate = gate;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/events", Access.READ, List.of(MediaTypes.EVENT_STREAM), this::open));
    }

    /** The parameter is for pages that open a stream anew: a browser sets the header only by itself. */
    private Answer open(Call call) {
        Parameters parameters = call.parameters(LAST_EVENT_ID);
        Optional<String> last = Optional.ofNullable(call.request().getHeader("Last-Event-ID"))
                .or(() -> parameters.one(LAST_EVENT_ID))
                .filter(text -> !text.isEmpty());
        return streams.open(last, gate.watch(call.caller()));
    }
}
