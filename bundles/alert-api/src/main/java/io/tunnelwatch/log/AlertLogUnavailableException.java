package io.tunnelwatch.log;

/** The log can not be written now. Whether the events reached the disk is not known; offer them again later. */
public final class AlertLogUnavailableException extends AppendRefusedException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, to which path, and what to do */
    public AlertLogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what happened, to which path, and what to do */
    public AlertLogUnavailableException(String message) {
        super(message);
    }
}
