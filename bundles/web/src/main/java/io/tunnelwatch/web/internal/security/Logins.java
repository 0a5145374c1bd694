package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.web.internal.http.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names and passwords, for the login page and Basic alike. Safe for any number of threads. */
public final class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final Realm realm;
    private final FailedLogins failed;
    private final Supplier<SecuritySettings> settings;

    public Logins(Realm realm, FailedLogins failed, Supplier<SecuritySettings> settings) {
        this.realm = realm;
        this.failed = failed;
        this.settings = settings;
    }

    /**
     * The user, if the password is right.
     *
     * @throws Problem 429: too many failed before
     */
    public Optional<User> logIn(String name, String password, String address) {
        SecuritySettings now = settings.get();
        refuseAfterTooMany(name, address, now);
        Optional<User> user = realm.logIn(name, password);
        refuseAfterTooMany(name, address, now); // those that were sent at once, too
        if (user.isPresent()) {
            failed.succeeded(address, name);
        } else {
            failed.failed(address, name, now);
            failed.wait(address, name, now)
                    .ifPresent(wait -> LOG.warn(
                            "Logins from {} are not looked at for {} s: too many have failed",
                            address,
                            wait.toSeconds()));
        }
        return user;
    }

    private void refuseAfterTooMany(String name, String address, SecuritySettings now) {
        Optional<Duration> wait = failed.wait(address, name, now);
        if (wait.isPresent()) {
            throw new Problem(429, "Too many logins from here have failed; try again later")
                    .withHeader("Retry-After", Long.toString(wait.get().toSeconds() + 1));
        }
    }
}
