package io.tunnelwatch.wg.internal.judge;

import io.tunnelwatch.wg.internal.dump.DumpPeer;
import java.time.Duration;

/**
 * Whether what this side sends to a peer is answered, told by the counters minute by minute while the peer is UP.
 *
 * <p>WireGuard talks by itself, and counts it: a handshake (148 bytes, the answer 92) when something was sent and
 * nothing came back for 15 s, else every 120 s, and a keepalive (32 bytes) 10 s after data came that had no answer, or
 * as often as is configured (whitepaper, section 6; {@code device/constants.go}). So rx grows though no data come. What
 * the limits come from is in ADR 0019.
 *
 * @param sinceNanos when the minute under way began, on the monotonic clock
 * @param rx bytes received at that time
 * @param tx bytes sent at that time
 * @param unanswered minutes in which this side sent and nothing came back, since something last did
 * @param answered whether something came back later than the latest of those minutes
 */
public record Traffic(long sinceNanos, long rx, long tx, int unanswered, boolean answered) {

    /** More bytes per second than this are not what WireGuard says by itself: something came back. */
    public static final int ANSWER_BYTES_PER_SECOND = 16;

    /** More bytes per second than this are an attempt to reach the peer. */
    public static final int ATTEMPT_BYTES_PER_SECOND = 64;

    /** The peer is not UP, so there is nothing to say about its traffic. */
    static final Traffic NONE = new Traffic(0, 0, 0, 0, false);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_MINUTES = 1_000_000;

    /**
     * Takes in what a poll saw.
     *
     * @param interval between two polls; after a longer pause nobody can tell when the bytes came
     */
    Traffic next(DumpPeer line, boolean up, Duration interval, Moment now) {
        if (!up) {
            return NONE;
        }
        long received = line.rxBytes() - rx;
        long sent = line.txBytes() - tx;
        if (received == 0 && sent == 0) {
            return this;
        }
        if (this == NONE || received < 0 || sent < 0) {
            return from(line, now, unanswered, answered);
        }
        long elapsed = Math.max(0, now.nanos() - sinceNanos);
        if (elapsed > MINUTE.plus(interval.multipliedBy(2)).toNanos()) {
            return from(line, now, unanswered, answered);
        }
        if (received > atMost(ANSWER_BYTES_PER_SECOND, Math.max(elapsed, MINUTE.toNanos()))) {
            return from(line, now, 0, true);
        }
        if (elapsed < MINUTE.toNanos()) {
            return this;
        }
        if (sent <= atMost(ATTEMPT_BYTES_PER_SECOND, elapsed)) {
            return from(line, now, unanswered, answered);
        }
        int minutes = (int) (elapsed / MINUTE.toNanos());
        return from(line, now, Math.min(MOST_MINUTES, unanswered + minutes), false);
    }

    /** Whether this side sent for so long, and nothing came back. */
    public boolean isOneWayFor(Duration limit) {
        return unanswered >= limit.toMinutes();
    }

    private static Traffic from(DumpPeer line, Moment now, int unanswered, boolean answered) {
        return new Traffic(now.nanos(), line.rxBytes(), line.txBytes(), unanswered, answered);
    }

    private static long atMost(int bytesPerSecond, long nanos) {
        return bytesPerSecond * Duration.ofNanos(nanos).toSeconds();
    }
}
