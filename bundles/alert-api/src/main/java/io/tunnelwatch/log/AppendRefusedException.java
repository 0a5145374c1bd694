package io.tunnelwatch.log;

/** An append was not taken; the subclass says why, and what its producer does next. */
public abstract sealed class AppendRefusedException extends Exception
        permits StaleStateException, AlertLogFullException, AlertLogUnavailableException {

    private static final long serialVersionUID = 1L;

    AppendRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    AppendRefusedException(String message) {
        super(message);
    }
}
