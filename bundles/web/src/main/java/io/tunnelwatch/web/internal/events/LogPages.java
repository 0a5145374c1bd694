package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of the log that were read last, bounded in bytes: those who are behind mostly go through the same ones, and
 * what each of them costs is read once. Safe for any number of threads.
 */
final class LogPages {

    static final int MAX_BYTES = 2 << 20;

    private final Map<Position, List<EventFrame>> pages = new HashMap<>();
    private final Deque<Position> inOrder = new ArrayDeque<>();
    private long bytes;

    /** What was kept of what comes behind a position. */
    synchronized Optional<List<EventFrame>> after(Position position) {
        return Optional.ofNullable(pages.get(position));
    }

    /** Keeps a page to which nothing can be added any more. */
    synchronized void keep(Position position, List<EventFrame> page) {
        if (pages.putIfAbsent(position, page) == null) {
            inOrder.add(position);
            bytes += size(page);
        }
        while (bytes > MAX_BYTES) {
            bytes -= size(pages.remove(inOrder.remove()));
        }
    }

    synchronized void clear() {
        pages.clear();
        inOrder.clear();
        bytes = 0;
    }

    private static long size(List<EventFrame> page) {
        return page.stream().mapToLong(frame -> frame.bytes().length).sum();
    }
}
