package io.tunnelwatch.wg.internal.judge;

/** What a policy comes to for one peer: how long it may be silent. */
public enum Patience {
    /** Not at all: stale is DOWN. */
    NONE,
    /** Stale is IDLE, and DOWN at {@code idleDownAfterMinutes}. */
    LIMITED,
    /** Stale is IDLE for ever. */
    ENDLESS
}
