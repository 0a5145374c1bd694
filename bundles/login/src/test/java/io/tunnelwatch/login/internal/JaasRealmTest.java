package io.tunnelwatch.login.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.login.User;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JaasRealmTest {

    private final JaasRealm realm = new JaasRealm("karaf");

    /** As Karaf's own: principals for the user and each role. */
    public static final class OneUser implements LoginModule {

        private Subject subject = new Subject();
        private CallbackHandler handler = callbacks -> {};

        @Override
        public void initialize(
                Subject subject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
            this.subject = subject;
            this.handler = handler;
        }

        @Override
        public boolean login() throws LoginException {
            NameCallback name = new NameCallback("name");
            PasswordCallback password = new PasswordCallback("password", false);
            try {
                handler.handle(new Callback[] {name, password});
            } catch (IOException | UnsupportedCallbackException e) {
                throw new LoginException(e.getMessage());
            }
            if (!name.getName().equals("max") || !new String(password.getPassword()).equals("right")) {
                throw new FailedLoginException("no");
            }
            return true;
        }

        @Override
        public boolean commit() {
            subject.getPrincipals().add(new UserPrincipal("max"));
            subject.getPrincipals().add(new RolePrincipal("manager"));
            return true;
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }

    @BeforeEach
    void aRealm() {
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return name.equals("karaf")
                        ? new AppConfigurationEntry[] {
                            new AppConfigurationEntry(
                                    OneUser.class.getName(), LoginModuleControlFlag.OPTIONAL, Map.of())
                        }
                        : new AppConfigurationEntry[0];
            }
        });
    }

    @AfterEach
    void noRealm() {
        Configuration.setConfiguration(null);
    }

    @Test
    void theRightPasswordMakesAUserWithRoles() {
        assertThat(realm.logIn("max", "right")).contains(new User("max", Set.of("manager")));
    }

    @Test
    void aWrongPasswordAUserThatIsNotThereAndARealmThatIsNotThereLetNobodyIn() {
        assertThat(realm.logIn("max", "wrong")).isEmpty();
        assertThat(realm.logIn("max", "")).isEmpty();
        assertThat(realm.logIn("moritz", "right")).isEmpty();
        assertThat(new JaasRealm("nowhere").logIn("max", "right")).isEmpty();
    }
}
