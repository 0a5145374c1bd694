package io.tunnelwatch.wg.internal.judge;

import io.tunnelwatch.wg.internal.dump.DumpPeer;
import java.time.Duration;
import java.util.Optional;

/** What a peer did lately, apart from being silent. Its size has a bound, whatever the peer does. */
public record PeerHistory(Flaps flaps, Moves moves, Traffic traffic) {

    static final PeerHistory NONE = new PeerHistory(Flaps.NONE, Moves.NONE, Traffic.NONE);

    /** How the verdict has changed since the look before. */
    enum Turn {
        NONE,
        /** It is DOWN, and somebody would have seen that before. */
        LOST,
        /** It was DOWN and is UP. */
        BACK,
        /** It was DOWN, and silence is allowed now. */
        EXCUSED
    }

    /** What an earlier process knew. */
    static PeerHistory restored(PastChanges past, Moment now) {
        if (past.equals(PastChanges.NONE)) {
            return NONE;
        }
        Flaps flaps = new Flaps(ChangeTimes.restored(past.flaps(), now), past.lost(), Optional.empty());
        Moves moves = past.endpoint().isPresent() && past.formerNetwork().isPresent()
                ? Moves.restored(past.endpoint().get(), past.formerNetwork().get(), past.jumps(), now)
                : Moves.NONE;
        return new PeerHistory(flaps, moves, Traffic.NONE);
    }

    /** Takes in a look; this one if nothing is different. */
    PeerHistory next(DumpPeer line, Turn turn, boolean up, Duration interval, Moment now) {
        Flaps recent = flaps.recent(now);
        Flaps flapsNow =
                switch (turn) {
                    case NONE -> recent;
                    case LOST -> recent.lost(now);
                    case BACK -> recent.back(now);
                    case EXCUSED -> recent.excused();
                };
        return with(flapsNow, moves.recent(now).next(line.endpoint(), now), traffic.next(line, up, interval, now));
    }

    /** Whether nothing of it is worth a look: the peer is as steady as a peer can be. */
    public boolean isCalm() {
        return flaps.times().isEmpty() && moves.times().isEmpty() && traffic.unanswered() == 0;
    }

    /** Whether an other process would go on from the same. */
    public boolean isRememberedLike(PeerHistory other) {
        return flaps.times() == other.flaps.times()
                && flaps.lost() == other.flaps.lost()
                && (moves == other.moves || moves.times() == other.moves.times());
    }

    PeerHistory with(Flaps flapsNow) {
        return with(flapsNow, moves, traffic);
    }

    /** What an other process needs to go on. */
    PastChanges past() {
        boolean jumped = !moves.times().isEmpty();
        if (flaps.times().isEmpty() && !flaps.lost() && !jumped) {
            return PastChanges.NONE;
        }
        return new PastChanges(
                flaps.times().instants(),
                flaps.lost(),
                moves.times().instants(),
                moves.endpoint().filter(text -> jumped),
                moves.former().filter(text -> jumped));
    }

    private PeerHistory with(Flaps flapsNow, Moves movesNow, Traffic trafficNow) {
        boolean same = flapsNow == flaps && movesNow == moves && trafficNow == traffic;
        return same ? this : new PeerHistory(flapsNow, movesNow, trafficNow);
    }
}
