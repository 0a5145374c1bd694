package io.tunnelwatch.store.internal;

import java.util.List;

/**
 * One thing that happens to a log and its store.
 *
 * @param moves what is appended at once
 * @param minutes by which the clock moves
 */
record Happening(Kind kind, List<Move> moves, int minutes) {

    enum Kind {
        APPEND,
        TIME,
        STORE_STOPS,
        STORE_STARTS,
        LOG_RESTARTS,
        DATABASE_IS_COPIED,
        DATABASE_IS_PUT_BACK,
        LOG_IS_COPIED,
        LOG_IS_PUT_BACK,
        COMPARE
    }

    /** The types of events. */
    enum Type {
        RAISED,
        RECURRED,
        RESOLVED,
        ACKNOWLEDGED,
        UNACKNOWLEDGED,
        SILENCED,
        UNSILENCED,
        DELIVERED,
        DELIVERY_FAILED
    }

    /**
     * One event, which may fit or not.
     *
     * @param which alert or silence, counted back from the latest; for a new one, what it is about
     * @param how everything else about it
     */
    record Move(Type type, int which, int how) {}

    Happening {
        moves = List.copyOf(moves);
    }

    static Happening append(List<Move> moves) {
        return new Happening(Kind.APPEND, moves, 0);
    }

    static Happening minutesLater(int minutes) {
        return new Happening(Kind.TIME, List.of(), minutes);
    }

    static Happening of(Kind kind) {
        return new Happening(kind, List.of(), 0);
    }
}
