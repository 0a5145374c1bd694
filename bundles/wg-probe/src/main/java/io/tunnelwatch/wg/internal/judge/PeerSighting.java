package io.tunnelwatch.wg.internal.judge;

import io.tunnelwatch.wg.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this process knows of a peer after a poll that saw it.
 *
 * @param downAfterNanos how old its latest handshake may become, as long as it is judged as now, before it is DOWN
 * @param lostNanos when it was lost, on the monotonic clock; without meaning if it is not DOWN. A peer that was not
 *     DOWN at the look before, or when an earlier process remembered it, is lost when it is seen to be DOWN: nobody
 *     looked in between. One that is DOWN at the very first sight, or since something else is asked of it, was lost
 *     when its handshake reached that age
 * @param handshakeNanos when a poll saw its latest handshake, or would have at the latest, on the monotonic clock;
 *     without meaning if there was none
 * @param knownSinceNanos when this process first saw it, on the monotonic clock
 * @param since when it got its verdict
 * @param rxAtHandshake bytes received when the poll first saw the latest handshake
 * @param txAtHandshake bytes sent then
 * @param history what it did lately
 */
public record PeerSighting(
        PeerMemory memory,
        Verdict verdict,
        Instant since,
        Patience patience,
        long downAfterNanos,
        long lostNanos,
        long handshakeNanos,
        long knownSinceNanos,
        long rxAtHandshake,
        long txAtHandshake,
        PeerHistory history) {

    /** How old its latest handshake is, counted from the poll that saw it; absent if there never was one. */
    public Optional<Duration> age(Moment now) {
        return memory.handshake().map(value -> Duration.ofNanos(ageNanos(now)));
    }

    /** How old its latest handshake is, as {@link #age} says; without meaning if there never was one. */
    long ageNanos(Moment now) {
        return Math.max(0, now.nanos() - handshakeNanos);
    }

    /** Whether it is DOWN, and was lost within this time. */
    public boolean isLostWithin(Duration window, Moment now) {
        return verdict == Verdict.DOWN && now.nanos() - lostNanos <= window.toNanos();
    }

    /** What an other process needs to go on from here. */
    public PeerMemory remembered() {
        return memory.with(history.past());
    }

    /** The same, as its being lost turns out to be that of its gateway. */
    public PeerSighting lostWithOthers() {
        return new PeerSighting(
                memory,
                verdict,
                since,
                patience,
                downAfterNanos,
                lostNanos,
                handshakeNanos,
                knownSinceNanos,
                rxAtHandshake,
                txAtHandshake,
                history.with(history.flaps().shared()));
    }

    /** For how long this process has known it. */
    public Duration knownFor(Moment now) {
        return Duration.ofNanos(now.nanos() - knownSinceNanos);
    }
}
