package io.tunnelwatch.wg;

/** What a poll says of a peer. */
public enum Verdict {
    /** Its latest handshake is not older than {@code staleAfterSeconds}. */
    UP,
    /** Stale, but silence is allowed for this peer. */
    IDLE,
    /** Stale, and it was expected to be active. */
    DOWN,
    /** It never had a handshake, as far as the probe knows. */
    NEVER,
    /** The gateway could not be read. */
    UNKNOWN
}
