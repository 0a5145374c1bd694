package io.tunnelwatch.history;

import java.util.Optional;

/**
 * Which part of a list.
 *
 * @param limit how many alerts at most, from 1 to {@link #MAX_LIMIT}
 * @param after the place where an earlier page ended; absent for the first page
 */
public record PageRequest(int limit, Optional<PageCursor> after) {

    /** The largest page: it bounds memory and the time of one read transaction. */
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page holds from 1 to " + MAX_LIMIT + " alerts, not " + limit);
        }
    }

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }
}
