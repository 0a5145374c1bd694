package io.tunnelwatch.login.internal;

import io.tunnelwatch.login.Realm;
import io.tunnelwatch.login.User;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Karaf's own users: the JAAS realm that its shell and JMX ask, too. Nothing is remembered between two calls. */
final class JaasRealm implements Realm {

    private static final Logger LOG = LoggerFactory.getLogger(JaasRealm.class);

    private final String name;

    /** @param name of the realm, {@code karaf} */
    JaasRealm(String name) {
        this.name = name;
    }

    @Override
    public Optional<User> logIn(String user, String password) {
        try {
            Subject subject = new Subject();
            new LoginContext(name, subject, callbacks -> answer(callbacks, user, password)).login();
            return subject.getPrincipals(UserPrincipal.class).stream()
                    .findFirst()
                    .map(principal -> new User(
                            principal.getName(),
                            subject.getPrincipals(RolePrincipal.class).stream()
                                    .map(RolePrincipal::getName)
                                    .collect(Collectors.toSet())));
        } catch (FailedLoginException e) {
            return Optional.empty();
        } catch (LoginException e) {
            // a wrong password in some realms, in others that they can not be asked
            LOG.warn("The realm {} let {} not in: {}", name, user, e.getMessage());
            return Optional.empty();
        }
    }

    private static void answer(Callback[] callbacks, String user, String password)
            throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback asked) {
                asked.setName(user);
            } else if (callback instanceof PasswordCallback asked) {
                asked.setPassword(password.toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
