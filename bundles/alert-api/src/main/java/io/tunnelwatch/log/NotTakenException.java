package io.tunnelwatch.log;

/** A consumer could not take what it was offered; nothing of it counts. */
public class NotTakenException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, to what; shown by {@code alert:log} */
    public NotTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
