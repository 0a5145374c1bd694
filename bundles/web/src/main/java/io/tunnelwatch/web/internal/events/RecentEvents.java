package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The latest events of the log, bounded in number and bytes, so that those who keep up read nothing from a disk. Safe
 * for any number of threads.
 */
final class RecentEvents {

    static final int MAX_EVENTS = 2048;
    static final int MAX_BYTES = 4 << 20;

    private final NavigableMap<Long, EventFrame> frames = new TreeMap<>();
    private Optional<Position> base = Optional.empty();
    private Optional<Position> head = Optional.empty();
    private long bytes;

    /** Forgets all: events come behind this position now. */
    synchronized void restart(Position position) {
        frames.clear();
        bytes = 0;
        base = Optional.of(position);
        head = base;
    }

    /** Takes one in, unless it has it. */
    synchronized void add(Position position, EventFrame frame) {
        if (head.isPresent() && position.sequence() <= head.get().sequence()) {
            return;
        }
        if (base.isEmpty()) {
            base = Optional.of(new Position(position.epoch(), position.sequence() - 1));
        }
        frames.put(position.sequence(), frame);
        bytes += frame.bytes().length;
        head = Optional.of(position);
        while (frames.size() > MAX_EVENTS || bytes > MAX_BYTES) {
            EventFrame oldest = frames.pollFirstEntry().getValue();
            bytes -= oldest.bytes().length;
            base = oldest.position();
        }
    }

    /** Behind the latest event; empty when nothing is known yet. */
    synchronized Optional<Position> head() {
        return head;
    }

    /**
     * What comes behind a position, in order.
     *
     * @return empty when that is not known here: the log has to be asked
     */
    synchronized Optional<List<EventFrame>> after(Position position, int limit) {
        boolean known = base.filter(position::equals).isPresent()
                || Optional.ofNullable(frames.get(position.sequence()))
                        .flatMap(EventFrame::position)
                        .filter(position::equals)
                        .isPresent();
        return known
                ? Optional.of(frames.tailMap(position.sequence(), false).values().stream()
                        .limit(limit)
                        .toList())
                : Optional.empty();
    }
}
