package io.tunnelwatch.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who guesses passwords: after so many failures of a user from an address, and five times as many from the
 * address with whatever users, nothing from there is even looked at until their time is over. A program with an old
 * password does not lock out its neighbours so, for refused attempts are not counted. Memory is bounded. Safe for any
 * number of threads.
 */
final class FailedLogins {

    static final int MAX_KEYS = 10_000;

    private static final int OF_ONE_ADDRESS = 5;

    private final InstantSource clock;
    private final Map<String, Failures> byKey = new LinkedHashMap<>();

    private record Failures(Instant first, int count) {}

    FailedLogins(InstantSource clock) {
        this.clock = clock;
    }

    /** How long nothing is looked at; empty when a login may be tried now. */
    synchronized Optional<Duration> wait(String address, String user, LoginLimits limits) {
        Optional<Duration> ofUser = wait(userKey(address, user), limits.failedLogins(), limits.time());
        return ofUser.or(() -> wait(addressKey(address), OF_ONE_ADDRESS * limits.failedLogins(), limits.time()));
    }

    /** A login failed. */
    synchronized void failed(String address, String user, LoginLimits limits) {
        count(userKey(address, user), limits.time());
        count(addressKey(address), limits.time());
    }

    /** A login succeeded: the user's own slips no longer count. */
    synchronized void succeeded(String address, String user) {
        byKey.remove(userKey(address, user));
    }

    synchronized int size() {
        return byKey.size();
    }

    private Optional<Duration> wait(String key, int most, Duration time) {
        return Optional.ofNullable(byKey.get(key))
                .filter(failures -> failures.count() >= most)
                .map(failures ->
                        Duration.between(clock.instant(), failures.first().plus(time)))
                .filter(rest -> !rest.isNegative() && !rest.isZero());
    }

    private void count(String key, Duration time) {
        Instant now = clock.instant();
        Failures before = byKey.remove(key);
        boolean goesOn = before != null && now.isBefore(before.first().plus(time));
        byKey.put(key, goesOn ? new Failures(before.first(), before.count() + 1) : new Failures(now, 1));
        if (byKey.size() > MAX_KEYS) {
            byKey.remove(byKey.keySet().iterator().next());
        }
    }

    /** A blank is in no address. User names are bounded, for they come from anybody. */
    private static String userKey(String address, String user) {
        return network(address) + " " + (user.length() > 100 ? user.substring(0, 100) : user);
    }

    private static String addressKey(String address) {
        return network(address);
    }

    /** Of IPv6 whoever has one address has the 2^64 beside it. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length < 8 ? address : String.join(":", List.of(groups).subList(0, 4));
    }
}
