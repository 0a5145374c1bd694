package io.tunnelwatch.login;

import java.time.Duration;

/**
 * How much guessing is borne.
 *
 * @param failedLogins how many failed logins of one user from one address are answered within {@code time}, and five
 *     times as many of one address
 */
public record LoginLimits(int failedLogins, Duration time) {

    /** What holds where nobody set anything. */
    public static final LoginLimits USUAL = new LoginLimits(10, Duration.ofMinutes(5));
}
