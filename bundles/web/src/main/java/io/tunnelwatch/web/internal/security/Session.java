package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.login.User;
import java.time.Instant;

/** A login through a browser, as long as it lasts. Safe for any number of threads. */
public final class Session {

    private final User user;
    private final String csrfToken;
    private final Instant began;
    private volatile Instant lastUsed;
    private volatile boolean ended;

    Session(User user, String csrfToken, Instant now) {
        this.user = user;
        this.csrfToken = csrfToken;
        this.began = now;
        this.lastUsed = now;
    }

    /** Who logged in, with the roles of that moment. */
    public User user() {
        return user;
    }

    /** What must stand in the header {@code X-CSRF-Token} of each request that changes something. */
    public String csrfToken() {
        return csrfToken;
    }

    Instant lastUsed() {
        return lastUsed;
    }

    void use(Instant now) {
        lastUsed = now;
    }

    void end() {
        ended = true;
    }

    boolean isLive(Instant now, SecuritySettings settings) {
        return !ended
                && now.isBefore(began.plus(settings.sessionLength()))
                && now.isBefore(lastUsed.plus(settings.sessionIdle()));
    }
}
