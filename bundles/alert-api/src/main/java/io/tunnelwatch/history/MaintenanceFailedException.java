package io.tunnelwatch.history;

/** Work on the whole database could not be done. The message says why, and what to do. */
public final class MaintenanceFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public MaintenanceFailedException(String message) {
        super(message);
    }

    public MaintenanceFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
