package io.tunnelwatch.log;

/** The place where a consumer keeps its position can not be read now. */
public class PositionUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, to what; shown by {@code alert:log} */
    /** @param message what is missing */
    public PositionUnavailableException(String message) {
        super(message);
    }

    public PositionUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
