package io.tunnelwatch.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

    private static final LoginLimits SETTINGS = LoginLimits.USUAL;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void failedLoginsTakeOnlySoMuchMemory() {
        FailedLogins failed = new FailedLogins(() -> now);
        for (int attempt = 0; attempt < 20_000; attempt++) {
            failed.failed("203.0.113." + attempt, "user" + attempt, SETTINGS);
        }

        assertThat(failed.size()).isEqualTo(FailedLogins.MAX_KEYS);
    }

    @Test
    void addressesOfOneNetworkOfIpv6CountAsOne() {
        FailedLogins failed = new FailedLogins(() -> now);
        for (int attempt = 0; attempt < 10; attempt++) {
            failed.failed("2001:db8:0:1:0:0:0:" + attempt, "max", SETTINGS);
        }

        assertThat(failed.wait("2001:db8:0:1:ffff:0:0:1", "max", SETTINGS)).isPresent();
        assertThat(failed.wait("2001:db8:0:2:0:0:0:1", "max", SETTINGS)).isEmpty();
    }

    @Test
    void whoGuessesIsNotLookedAtForAWhileWhoeverAsks() {
        LoginService service = new LoginService(
                (name, password) ->
                        password.equals("right") ? Optional.of(new User(name, Set.of("viewer"))) : Optional.empty(),
                () -> now);
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(service.logIn("vera", "wrong", "203.0.113.7", SETTINGS)).isEmpty();
        }

        assertThatThrownBy(() -> service.logIn("vera", "right", "203.0.113.7", SETTINGS))
                .isInstanceOfSatisfying(TooManyFailedLoginsException.class, e -> assertThat(e.rest())
                        .isEqualTo(SETTINGS.time()));
        assertThat(service.logIn("vera", "right", "203.0.113.8", SETTINGS)).isPresent();

        now = now.plus(SETTINGS.time()).plus(Duration.ofSeconds(1));
        assertThat(service.logIn("vera", "right", "203.0.113.7", SETTINGS)).isPresent();
    }
}
