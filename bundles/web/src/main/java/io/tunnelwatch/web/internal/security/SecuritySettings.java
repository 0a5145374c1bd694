package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.login.LoginLimits;
import io.tunnelwatch.login.User;
import java.time.Duration;
import java.util.Set;

/**
 * Who may come in, and for how long.
 *
 * @param readRoles whoever has one of these may read
 * @param writeRoles whoever has one of these may read, acknowledge, resolve and silence
 * @param origins origins beside the service's own from which a browser may change something: of a proxy before it
 * @param sessionLength the longest time between a login and the next
 * @param sessionIdle a session that is not used for so long is over
 * @param failedLogins how many failed logins of one user from one address are answered within {@code failedLoginTime}
 */
public record SecuritySettings(
        Set<String> readRoles,
        Set<String> writeRoles,
        Set<String> origins,
        Duration sessionLength,
        Duration sessionIdle,
        int failedLogins,
        Duration failedLoginTime) {

    public SecuritySettings {
        readRoles = Set.copyOf(readRoles);
        writeRoles = Set.copyOf(writeRoles);
        origins = Set.copyOf(origins);
    }

    /** How much guessing is borne. */
    public LoginLimits loginLimits() {
        return new LoginLimits(failedLogins, failedLoginTime);
    }

    /** Whether a user may read. */
    public boolean mayRead(User user) {
        return user.hasOneOf(readRoles) || mayWrite(user);
    }

    /** Whether a user may act. */
    public boolean mayWrite(User user) {
        return user.hasOneOf(writeRoles);
    }
}
