package io.tunnelwatch.wg;

/**
 * A recording could not be made or read. The message says what happened, to which file, in which line of it, and what
 * to do; it never repeats what a line holds, which may be a key.
 */
public final class RecordingException extends Exception {

    private static final long serialVersionUID = 1L;

    public RecordingException(String message) {
        super(message);
    }

    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
