package io.tunnelwatch.wg.internal.judge;

import io.tunnelwatch.wg.Expectation;
import java.time.Duration;

/**
 * What is asked of a peer.
 *
 * @param expect its own setting, else its gateway's
 * @param ownExpect whether {@code expect} is the peer's own setting
 * @param staleAfter {@code staleAfterSeconds} of its gateway
 * @param interval between two polls: a handshake may be that much older than the poll that first saw it
 * @param idleDownAfter when a peer that may be silent is DOWN after all; zero for never
 * @param limits from when on what it does is trouble, apart from being silent
 */
public record Policy(
        Expectation expect,
        boolean ownExpect,
        Duration staleAfter,
        Duration interval,
        Duration idleDownAfter,
        PeerLimits limits) {

    /**
     * The greatest age, counted from the poll that first saw it, at which a handshake still proves that the peer is
     * there. The handshake itself is then up to {@code staleAfter} plus one interval old; the next poll tells that it
     * is stale, which is within {@code staleAfter} plus two intervals. Nothing is stale too early: a handshake was
     * before the poll that saw it.
     */
    public Duration freshFor() {
        return staleAfter;
    }

    /** How old the latest handshake of such a peer may become before it is DOWN; more than any age if it never is. */
    long downAfterNanos(Patience patience) {
        return switch (patience) {
            case NONE -> freshFor().toNanos();
            case LIMITED -> Math.max(freshFor().toNanos(), idleDownAfter.toNanos());
            case ENDLESS -> Long.MAX_VALUE;
        };
    }

    /**
     * What it comes to for a peer.
     *
     * @param keepalive whether this side sends it a persistent keepalive, which renews the handshake all the time
     */
    public Patience patience(boolean keepalive) {
        return switch (expect) {
            case ALWAYS -> Patience.NONE;
            case ROAMING -> Patience.ENDLESS;
            case AUTO -> keepalive ? Patience.NONE : idleDownAfter.isZero() ? Patience.ENDLESS : Patience.LIMITED;
        };
    }
}
