package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.Position;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.MediaTypes;
import io.tunnelwatch.web.internal.http.Methods;
import io.tunnelwatch.web.internal.http.Problem;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Opens streams of live events. */
public final class EventStreams {

    private static final int BUFFER_BYTES = 8 << 10;

    private final EventHub hub;
    private final IntSupplier maxClients;

    /** @param maxClients how many may listen at once */
    public EventStreams(EventHub hub, IntSupplier maxClients) {
        this.hub = hub;
        this.maxClients = maxClients;
    }

    /**
     * A stream that begins behind an event, or now.
     *
     * @param lastEventId of the latest event that the client has
     * @param mayListen asked again and again; the stream ends when it says no
     * @throws Problem there can be none now
     */
    public Answer open(Optional<String> lastEventId, BooleanSupplier mayListen) {
        Position head = hub.head()
                .orElseThrow(() -> new Problem(503, "There is no alert log now").withHeader("Retry-After", "10"));
        Optional<Position> after = lastEventId.map(EventStreams::position);
        Optional<EventFrame> greeting = after.isPresent() ? Optional.empty() : Optional.of(EventFrame.ready(head));
        return (request, response) -> start(request, response, after.orElse(head), greeting, mayListen);
    }

    private void start(
            HttpServletRequest request,
            HttpServletResponse response,
            Position position,
            Optional<EventFrame> greeting,
            BooleanSupplier mayListen)
            throws IOException {
        if (request.getMethod().equals(Methods.HEAD)) {
            setHeaders(response);
            return;
        }
        if (!hub.reserve(maxClients.getAsInt())) {
            throw new Problem(503, "As many listen as may at once; eventClients of io.tunnelwatch.web says how many")
                    .withHeader("Retry-After", "30");
        }
        EventClient client;
        try {
            setHeaders(response);
            response.setBufferSize(BUFFER_BYTES);
            response.flushBuffer();
            client = new EventClient(hub, request.startAsync(), position, greeting, mayListen);
        } catch (IOException | RuntimeException e) {
            hub.giveBack();
            throw e;
        }
        hub.add(client);
    }

    private static void setHeaders(HttpServletResponse response) {
        response.setContentType(MediaTypes.EVENT_STREAM + ";charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // nginx would keep events back until it has enough of them
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static Position position(String text) {
        return EventId.parse(text)
                .orElseThrow(() -> Problem.of(
                        new InvalidArgumentException("Last-Event-ID", text, "the id of an event of this stream")));
    }
}
