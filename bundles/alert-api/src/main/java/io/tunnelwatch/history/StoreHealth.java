package io.tunnelwatch.history;

import java.time.Instant;
import java.util.Optional;

/**
 * How the history database is.
 *
 * @param since when it came to be so
 * @param cause what the database said, and of which path; absent when all is well
 * @param hint what the store does about it by itself, and what a person can do; absent when all is well
 */
public record StoreHealth(State state, Instant since, Optional<String> cause, Optional<String> hint) {

    /** What is wrong with the database. Events are safe in the log in every one of these states. */
    public enum State {
        /** Nothing. */
        AVAILABLE,
        /** Another process holds a lock. */
        LOCKED,
        /** It can not be written. */
        READONLY,
        /** Reading or writing the file failed. */
        IO_ERROR,
        /** No room on its disk. */
        FULL,
        /** The file or its directory was moved or deleted, or there is no data source. */
        MISSING,
        /** The file is not a whole database. */
        CORRUPT,
        /** The database server does not answer. */
        UNREACHABLE
    }

    /** All is well. */
    public static StoreHealth available(Instant since) {
        return new StoreHealth(State.AVAILABLE, since, Optional.empty(), Optional.empty());
    }

    /** Whether the history can be read and written. */
    public boolean isAvailable() {
        return state == State.AVAILABLE;
    }

    /** What people are told: the state, and what is known of its cause and its end. */
    public String inWords() {
        return isAvailable()
                ? "The alert history is AVAILABLE since " + since
                : "The alert history is " + state + ": " + cause.orElse("no cause is known")
                        + hint.map(". "::concat).orElse("");
    }
}
