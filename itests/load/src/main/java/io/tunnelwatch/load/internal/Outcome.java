package io.tunnelwatch.load.internal;

/** What became of an offer. */
enum Outcome {
    /** The log has it. */
    ACCEPTED,
    /** Not now: keep it, and offer it first next time. */
    REFUSED,
    /** Somebody else was first, or it was accepted already: look at what is open and decide anew. */
    STALE
}
