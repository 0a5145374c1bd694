package io.tunnelwatch.log;

import io.tunnelwatch.alert.AlertEvent;
import java.util.Optional;

/** One event as the log holds it. */
public sealed interface LogEntry {

    /** Where it stands. */
    Position position();

    /** The event as JSON, as it was written. */
    String json();

    /** The event, if this version of Tunnelwatch knows its type. */
    Optional<AlertEvent> event();

    /** An event whose type this version knows. */
    record Known(Position position, String json, AlertEvent knownEvent) implements LogEntry {
        @Override
        public Optional<AlertEvent> event() {
            return Optional.of(knownEvent);
        }
    }

    /** An event that a newer version wrote. Keep it as it is: the version that knows it will ask for it. */
    record Unknown(Position position, String json) implements LogEntry {
        @Override
        public Optional<AlertEvent> event() {
            return Optional.empty();
        }
    }
}
