package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.login.TooManyFailedLoginsException;
import io.tunnelwatch.login.User;
import io.tunnelwatch.web.internal.http.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/** Names and passwords, for the login page and Basic alike. Safe for any number of threads. */
public final class Logins {

    private final LoginService service;
    private final Supplier<SecuritySettings> settings;

    public Logins(LoginService service, Supplier<SecuritySettings> settings) {
        this.service = service;
        this.settings = settings;
    }

    /**
     * The user, if the password is right.
     *
     * @throws Problem 429: too many failed before
     */
    public Optional<User> logIn(String name, String password, String address) {
        try {
            return service.logIn(name, password, address, settings.get().loginLimits());
        } catch (TooManyFailedLoginsException e) {
            throw new Problem(429, e.getMessage())
                    .withHeader("Retry-After", Long.toString(e.rest().toSeconds() + 1));
        }
    }
}
