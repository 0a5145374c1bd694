package io.tunnelwatch.login;

import java.time.Duration;

/** Too many logins from there have failed: nothing is looked at for a while. */
public final class TooManyFailedLoginsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration rest;

    TooManyFailedLoginsException(Duration rest) {
        super("Too many logins from here have failed; try again later");
        this.rest = rest;
    }

    /** For how long. */
    public Duration rest() {
        return rest;
    }
}
