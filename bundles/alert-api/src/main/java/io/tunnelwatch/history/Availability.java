package io.tunnelwatch.history;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How long a peer was there, as far as its alerts tell.
 *
 * <p>It was <em>unavailable</em> while a {@code PEER_DOWN}, {@code PEER_NEVER} or {@code PEER_FLAPPING} of it, or a
 * {@code GATEWAY_OUTAGE} of its gateway was open. A flap or an outage resolves the single alerts that it takes in, and
 * speaks for them as long as it lasts; which peers an outage took in is kept nowhere, so it counts for all peers of the
 * gateway: the most that it can have been. An alert that an operator resolved ends there. Silences and acknowledgements
 * change nothing.
 *
 * <p>It is <em>unknown</em> while {@code GATEWAY_UNREACHABLE} of its gateway or {@code INTERFACE_DOWN} of its interface
 * was open, before it was added ({@code PEER_ADDED}), and from its removal ({@code PEER_REMOVED}) to the next alert of
 * it. Time of both sorts is unknown. Everything else counts as available, also time in which Tunnelwatch did not run.
 *
 * @param period all of the time, to the millisecond as the others
 * @param unavailable how much of it the peer was not there; with what outages hold
 * @param outage how much of {@code unavailable} lies in outages of its gateway
 * @param unknown how much of the period nobody knows anything of
 */
public record Availability(Duration period, Duration unavailable, Duration outage, Duration unknown) {

    private static final double ALL = 100;

    /** Of which nothing but good is known. */
    public static Availability full(Duration period) {
        return new Availability(period, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Which part of the time that is known the peer was there, in percent; empty when nothing is known. */
    public OptionalDouble percent() {
        long known = period.minus(unknown).toMillis();
        return known <= 0 ? OptionalDouble.empty() : OptionalDouble.of(ALL - ALL * unavailable.toMillis() / known);
    }
}
