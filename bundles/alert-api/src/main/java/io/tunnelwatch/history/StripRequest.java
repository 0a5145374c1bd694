package io.tunnelwatch.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Whose strips are asked for.
 *
 * @param gateway the name of one
 * @param peerKeys public keys of peers of it, {@value #MAX_PEERS} at most; none asks for its interfaces alone
 * @param from where the strips begin; it and the end are cut to the millisecond
 * @param to where they end, not in them; not later than now
 */
public record StripRequest(String gateway, Set<String> peerKeys, Instant from, Instant to) {

    /** As many peers are asked for at once. */
    public static final int MAX_PEERS = 50;

    public StripRequest {
        peerKeys = Set.copyOf(peerKeys);
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A strip begins before it ends, not at " + from + " to end at " + to);
        }
        if (peerKeys.size() > MAX_PEERS) {
            throw new IllegalArgumentException(peerKeys.size() + " peers are more than " + MAX_PEERS);
        }
    }
}
