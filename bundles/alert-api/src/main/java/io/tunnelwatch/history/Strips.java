package io.tunnelwatch.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What peers did, as far as their alerts tell; {@link Availability} says what these tell and what they do not.
 *
 * @param from where the strips begin
 * @param to where they end
 * @param strips of the peers that were asked for and had alerts of their own, of the interfaces that had, and of the
 *     gateway, which is always there: it has no interface. A peer that is not among them has the strip of its
 *     interface, else that of the gateway. Each holds all that happened to it, what its gateway did among it
 */
public record Strips(Instant from, Instant to, List<Strip> strips) {

    /**
     * Each strip has no more segments, however much happened: then what is near is put together, the worse of it shown.
     */
    public static final int MAX_SEGMENTS = 288;

    public Strips {
        strips = List.copyOf(strips);
    }

    /**
     * One strip.
     *
     * @param interfaceName absent for that of the gateway
     * @param peerKey absent for those of interfaces and of the gateway
     * @param segments the time in which the peer was not simply up, in order; they neither touch, where they are of the
     *     same state, nor overlap
     */
    public record Strip(Optional<String> interfaceName, Optional<String> peerKey, List<Segment> segments) {

        public Strip {
            segments = List.copyOf(segments);
        }
    }

    /**
     * A part of a strip.
     *
     * @param to not in it
     */
    public record Segment(State state, Instant from, Instant to) {}

    /** What a peer was, when it was not simply up. Where two hold at once, the one that is named first is told. */
    public enum State {
        /** Its gateway could not be read ({@code GATEWAY_UNREACHABLE}): nobody knows. */
        UNREACHABLE,
        /** Its interface was not there ({@code INTERFACE_DOWN}): nobody knows. */
        INTERFACE_DOWN,
        /** {@code PEER_DOWN} or {@code PEER_NEVER}. */
        DOWN,
        /** It came and went ({@code PEER_FLAPPING}). */
        FLAPPING,
        /** Before it was added, after it was removed, or before the history began: nobody knows. */
        UNKNOWN,
        /** {@code GATEWAY_OUTAGE} of its gateway, which may have left it alone. */
        OUTAGE
    }
}
