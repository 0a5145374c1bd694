package io.tunnelwatch.wg.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.wg.internal.testing.Time;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private final Decider decider =
            new Decider("berlin", OpenAlerts.NONE, Set.of(), new TimeOrderedIds(new Time()), Time.NOON);

    @Test
    void whatIsSaidTogetherIsOneList() {
        raise("first");
        decider.together(() -> {
            raise("second");
            raise("third");
        });
        decider.together(() -> {});
        raise("fourth");
        assertThat(decider.decisions().events()).extracting(List::size).containsExactly(1, 2, 1);
    }

    @Test
    void whatWouldNotFitOneFrameOfTheLogIsSaidInSeveral() {
        decider.together(() -> {
            for (int peer = 0; peer < 120_000; peer++) {
                raise("peer" + peer);
            }
        });
        assertThat(decider.decisions().events()).extracting(List::size).containsExactly(50_000, 50_000, 20_000);
    }

    private void raise(String peer) {
        AlertKey key = AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", peer);
        decider.present(Subject.of(key), () -> "lost");
    }
}
