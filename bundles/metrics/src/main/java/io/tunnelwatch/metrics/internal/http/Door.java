package io.tunnelwatch.metrics.internal.http;

import io.tunnelwatch.login.BasicCredentials;
import io.tunnelwatch.login.LoginLimits;
import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.login.TooManyFailedLoginsException;
import io.tunnelwatch.login.User;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;

/** Who may ask: a user of Karaf that has a role for it, by Basic; or everybody, where the settings say so. */
public final class Door {

    private final LoginService logins;
    private final Supplier<Access> access;

    /**
     * @param logins Karaf's users
     * @param access asked at each request
     */
    public Door(LoginService logins, Supplier<Access> access) {
        this.logins = logins;
        this.access = access;
    }

    /** Why a request is not answered; empty when it is. */
    Optional<Refusal> refusal(HttpServletRequest request) {
        Access now = access.get();
        if (now.open()) {
            return Optional.empty();
        }
        try {
            Optional<User> user = BasicCredentials.of(request.getHeader("Authorization"))
                    .flatMap(given ->
                            logins.logIn(given.user(), given.password(), request.getRemoteAddr(), LoginLimits.USUAL));
            if (user.isEmpty()) {
                return Optional.of(Refusal.LOGIN);
            }
            return user.get().hasOneOf(now.readRoles()) ? Optional.empty() : Optional.of(Refusal.ROLE);
        } catch (TooManyFailedLoginsException e) {
            return Optional.of(Refusal.after(e.rest()));
        }
    }
}
