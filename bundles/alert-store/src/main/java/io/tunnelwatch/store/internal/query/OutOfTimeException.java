package io.tunnelwatch.store.internal.query;

/** A query did not end in time; what became of it is not known. */
public final class OutOfTimeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfTimeException(String message) {
        super(message);
    }

    OutOfTimeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** To be asked between two transactions of a query. */
    static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new OutOfTimeException("nobody waits for the answer any more");
        }
    }
}
