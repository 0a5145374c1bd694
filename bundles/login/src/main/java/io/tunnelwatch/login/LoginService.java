package io.tunnelwatch.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks names and passwords. Provided as an OSGi service by the bundle {@code login}, for all that is served by HTTP:
 * so that failed logins count together, wherever somebody guesses. Safe for any number of threads.
 */
public final class LoginService {

    private static final Logger LOG = LoggerFactory.getLogger(LoginService.class);

    private final Realm realm;
    private final FailedLogins failed;

    public LoginService(Realm realm, InstantSource clock) {
        this.realm = realm;
        this.failed = new FailedLogins(clock);
    }

    /**
     * The user, if the password is right.
     *
     * @param address from where the login comes
     * @throws TooManyFailedLoginsException too many failed before
     */
    public Optional<User> logIn(String name, String password, String address, LoginLimits limits) {
        refuseAfterTooMany(name, address, limits);
        Optional<User> user = realm.logIn(name, password);
        refuseAfterTooMany(name, address, limits); // those that were sent at once, too
        if (user.isPresent()) {
            failed.succeeded(address, name);
        } else {
            failed.failed(address, name, limits);
            failed.wait(address, name, limits)
                    .ifPresent(wait -> LOG.warn(
                            "Logins from {} are not looked at for {} s: too many have failed",
                            address,
                            wait.toSeconds()));
        }
        return user;
    }

    private void refuseAfterTooMany(String name, String address, LoginLimits limits) {
        Optional<Duration> wait = failed.wait(address, name, limits);
        if (wait.isPresent()) {
            throw new TooManyFailedLoginsException(wait.get());
        }
    }
}
