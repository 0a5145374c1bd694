package io.tunnelwatch.wg.internal.judge;

import java.time.Duration;

/**
 * From when on what a peer does is trouble, apart from being silent.
 *
 * @param flaps how often it may be lost and come back
 * @param moves how often its endpoint may jump back and forth between two networks
 * @param oneWayAfter for how long this side may send without an answer; zero for ever
 */
public record PeerLimits(ChangeLimit flaps, ChangeLimit moves, Duration oneWayAfter) {

    /** Whether traffic in one direction only is looked for. */
    public boolean looksForOneWay() {
        return !oneWayAfter.isZero();
    }
}
