package io.tunnelwatch.web.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.login.User;
import io.tunnelwatch.web.internal.TestClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final SecuritySettings SETTINGS = new SecuritySettings(
            Set.of("viewer"),
            Set.of("manager"),
            Set.of(),
            Duration.ofHours(12),
            Duration.ofHours(1),
            10,
            Duration.ofMinutes(5));

    private final TestClock clock = new TestClock();
    private final Sessions sessions = new Sessions(clock, () -> SETTINGS);

    @Test
    void thereAreOnlySoManyAndTheOneUnusedForLongestEnds() {
        Sessions.Begun first = begin();
        clock.pass(Duration.ofSeconds(1));
        Sessions.Begun second = begin();
        clock.pass(Duration.ofSeconds(1));
        assertThat(sessions.use(first.token())).isPresent();
        for (int more = 2; more <= Sessions.MAX_SESSIONS; more++) {
            begin();
        }

        assertThat(sessions.use(second.token())).isEmpty();
        assertThat(sessions.isLive(second.session())).isFalse();
        assertThat(sessions.use(first.token())).isPresent();
    }

    private Sessions.Begun begin() {
        return sessions.begin(new User("max", Set.of("manager")));
    }
}
