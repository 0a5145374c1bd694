package io.tunnelwatch.wg.internal.source;

/** A gateway could not be read. The message says what happened, to which command, and what to do. */
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
