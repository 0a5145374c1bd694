package io.tunnelwatch.wg;

/** Whether a peer may be silent. */
public enum Expectation {
    /** It may not: stale is {@link Verdict#DOWN}. */
    ALWAYS,
    /** With a persistent keepalive on this side it may not; without one it may, until {@code idleDownAfterMinutes}. */
    AUTO,
    /** It may, for ever: {@link Verdict#IDLE}, never {@link Verdict#DOWN}. */
    ROAMING
}
