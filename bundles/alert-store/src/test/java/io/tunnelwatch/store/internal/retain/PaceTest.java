package io.tunnelwatch.store.internal.retain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(16, 1000);

    @Test
    void aSliceThatTookTooLongIsFollowedByOneThatFits() {
        took(200);

        assertThat(pace.size()).isEqualTo(1);

        Pace other = new Pace(1000, 1000);
        other.took(Duration.ofMillis(40).toNanos());
        assertThat(other.size()).isEqualTo(500);
    }

    @Test
    void itGrowsByAndByUpToItsEnd() {
        took(1);
        assertThat(pace.size()).isEqualTo(32);
        took(16);
        assertThat(pace.size()).isEqualTo(40);
        for (int i = 0; i < 9; i++) {
            took(0);
        }
        assertThat(pace.size()).isEqualTo(1000);
    }

    @Test
    void itNeverStandsStill() {
        for (int i = 0; i < 9; i++) {
            took(100_000);
        }
        assertThat(pace.size()).isEqualTo(1);
        took(1);
        assertThat(pace.size()).isEqualTo(2);
    }

    private void took(long millis) {
        pace.took(Duration.ofMillis(millis).toNanos());
    }
}
