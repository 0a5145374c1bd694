package io.tunnelwatch.wg.internal.judge;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a peer through restarts. All times but {@code handshake} are by the wall clock of this machine.
 *
 * @param firstSeen when the probe first saw it
 * @param handshake the latest value that its gateway has shown, by the gateway's clock
 * @param handshakeSeen when the probe first saw that value
 * @param lastUp when it was last UP, to the minute while it stays UP
 * @param lastStale when it was last not UP though it had been, to the minute
 * @param downUnder what was asked of it when it was last DOWN; absent once it was UP again
 * @param changes what it did lately, as of when this was written; while a process knows the peer, see
 *     {@link PeerSighting#history}
 */
public record PeerMemory(
        Instant firstSeen,
        Optional<Instant> handshake,
        Optional<Instant> handshakeSeen,
        Optional<Instant> lastUp,
        Optional<Instant> lastStale,
        Optional<Patience> downUnder,
        PastChanges changes) {

    /** A peer that is seen for the first time. */
    public static PeerMemory firstSeen(Instant at) {
        return new PeerMemory(
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PastChanges.NONE);
    }

    /**
     * Whether it differs from an other memory of the same peer at most in how long the peer has stayed as it is, which
     * is not worth a write.
     */
    public boolean isTickOf(PeerMemory other) {
        return this == other
                || firstSeen.equals(other.firstSeen)
                        && handshake.equals(other.handshake)
                        && handshakeSeen.equals(other.handshakeSeen)
                        && downUnder.equals(other.downUnder);
    }

    /** Whether it had been seen UP when this was written, and was not DOWN since. */
    boolean wasThere() {
        return lastUp.isPresent() && downUnder.isEmpty();
    }

    /**
     * Whether it was stale when this was written. It may then have been so until its process ended, as long as it stays
     * stale nothing is written.
     */
    boolean wasStale() {
        return downUnder.isPresent()
                || lastStale
                        .filter(stale -> lastUp.filter(up -> !stale.isAfter(up)).isEmpty())
                        .isPresent();
    }

    PeerMemory withHandshake(Optional<Instant> value, Instant seen) {
        return new PeerMemory(firstSeen, value, Optional.of(seen), lastUp, lastStale, downUnder, changes);
    }

    PeerMemory up(Instant at) {
        return new PeerMemory(
                firstSeen, handshake, handshakeSeen, Optional.of(at), lastStale, Optional.empty(), changes);
    }

    PeerMemory stale(Instant at) {
        return new PeerMemory(firstSeen, handshake, handshakeSeen, lastUp, Optional.of(at), downUnder, changes);
    }

    PeerMemory down(Patience under) {
        return new PeerMemory(firstSeen, handshake, handshakeSeen, lastUp, lastStale, Optional.of(under), changes);
    }

    PeerMemory with(PastChanges now) {
        return now.equals(changes)
                ? this
                : new PeerMemory(firstSeen, handshake, handshakeSeen, lastUp, lastStale, downUnder, now);
    }
}
