package io.tunnelwatch.store.internal.database;

/** The data source is there, and the persistence unit over it is not, or not yet. */
public final class JpaNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JpaNotReadyException() {
        super("The persistence unit tunnelwatch is not there yet");
    }
}
