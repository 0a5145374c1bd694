package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.Position;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Positions in the log as ids of server-sent events: {@code 41-0199a4b2-1c3d-7000-8000-00000000002a}. */
final class EventId {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private EventId() {}

    static String of(Position position) {
        return position.sequence() + "-" + position.epoch();
    }

    static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(UUID.fromString(matcher.group(2)), Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }
}
