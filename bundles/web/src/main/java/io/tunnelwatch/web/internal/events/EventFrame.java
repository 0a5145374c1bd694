package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One server-sent event as it goes over the wire (<a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2</a>). The bytes are shared by all who
 * get it, and never changed.
 *
 * @param position where a client is when it has it; absent when that changes nothing
 */
record EventFrame(Optional<Position> position, byte[] bytes) {

    /** What keeps a connection open, and finds out that nobody is there any longer. */
    static final EventFrame HEARTBEAT =
            new EventFrame(Optional.empty(), ": still here\n\n".getBytes(StandardCharsets.UTF_8));

    /** An event of the log. */
    static EventFrame of(LogEntry entry) {
        return frame(Optional.of(entry.position()), "id: " + EventId.of(entry.position()) + "\n", entry.json());
    }

    /** The stream has begun, and what follows is what comes after this position. */
    static EventFrame ready(Position from) {
        String id = EventId.of(from);
        return frame(Optional.of(from), "event: ready\nid: " + id + "\n", "{\"position\":\"" + id + "\"}");
    }

    /** Events are missing here: who lists alerts has to list them again. */
    static EventFrame gap(Position resumesAfter) {
        String id = EventId.of(resumesAfter);
        return frame(Optional.of(resumesAfter), "event: gap\nid: " + id + "\n", "{\"resumesAfter\":\"" + id + "\"}");
    }

    private static EventFrame frame(Optional<Position> position, String fields, String data) {
        String lines = data.lines().map(line -> "data: " + line + "\n").collect(Collectors.joining());
        return new EventFrame(position, (fields + lines + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
