package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many peers are lost, and among how many. Whoever is DOWN and not among the lost does not count: that is known
 * already, and says nothing about the uplink of today. Nor does who was never there, nor who may be silent for ever and
 * is.
 *
 * <p>A dead uplink makes a peer with a keepalive DOWN at once when it is stale, and one that may be silent for a while
 * IDLE first. So the share is looked at in two ways, and the greater one counts: the lost peers that may not be silent,
 * among themselves and all that are UP; and all that are lost, among themselves, all that are UP, and all that are
 * silent and will be DOWN later. The first sees at once that all sites with a keepalive are lost, however many laptops
 * are asleep; by the second, laptops that are closed one after the other over an evening are no outage.
 *
 * @param lost all of them
 * @param impatient those of them that may not be silent
 * @param up peers that are UP, whether or not they may be silent: each proves that the uplink works, or worked
 * @param idle peers that are silent, were UP, and will be DOWN if they stay so
 */
record Losses(int lost, int impatient, int up, int idle) {

    /** Fewer than so many lost peers are no outage: of a gateway with two peers, one would be half of them. */
    static final int LEAST = 3;

    private static final int HUNDRED = 100;

    /** Counts once through all peers of a gateway. */
    static Losses among(List<WatchedPeer> peers, Predicate<WatchedPeer> isLost) {
        int lost = 0;
        int impatient = 0;
        int up = 0;
        int idle = 0;
        for (WatchedPeer peer : peers) {
            Patience patience = peer.sighting().patience();
            switch (peer.sighting().verdict()) {
                case UP -> up++;
                case IDLE -> {
                    boolean willBeDown = patience == Patience.LIMITED
                            && peer.sighting().memory().lastUp().isPresent();
                    idle += willBeDown ? 1 : 0;
                }
                case DOWN -> {
                    boolean counts = isLost.test(peer);
                    lost += counts ? 1 : 0;
                    impatient += counts && patience == Patience.NONE ? 1 : 0;
                }
                case NEVER, UNKNOWN -> {
                    // neither was there before
                }
            }
        }
        return new Losses(lost, impatient, up, idle);
    }

    /** Whether they are enough to be an outage. */
    boolean areOutage(int percent) {
        return lost >= LEAST && reach(lost, amongAll(), percent)
                || impatient >= LEAST && reach(impatient, amongImpatient(), percent);
    }

    /**
     * Whether they are enough for an outage to go on: more than half of what it takes to begin one, in share and in
     * number. So one that goes up and down around the limit is not raised again and again.
     */
    boolean keepOutage(int percent) {
        return 2 * lost > LEAST && exceedHalf(lost, amongAll(), percent)
                || 2 * impatient > LEAST && exceedHalf(impatient, amongImpatient(), percent);
    }

    /** The greater share, for people: {@code 712 of 1000 active peers}. */
    String text() {
        boolean all = (long) lost * amongImpatient() >= (long) impatient * amongAll();
        return (all ? lost : impatient) + " of " + (all ? amongAll() : amongImpatient()) + " active peers";
    }

    private int amongAll() {
        return lost + up + idle;
    }

    private int amongImpatient() {
        return impatient + up;
    }

    private static boolean reach(int part, int whole, int percent) {
        return (long) part * HUNDRED >= (long) percent * whole;
    }

    private static boolean exceedHalf(int part, int whole, int percent) {
        return 2L * part * HUNDRED > (long) percent * whole;
    }
}
