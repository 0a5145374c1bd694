package io.tunnelwatch.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.health.internal.HealthChecks.Tagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Tagged CHECK = new Tagged(() -> new Result(Status.OK, "well"), Tag.LIVE);

    @Test
    void checksComeAndGoOnce() {
        List<String> done = new ArrayList<>();
        Roster roster = new Roster((name, check) -> {
            done.add("+" + name);
            return () -> done.add("-" + name);
        });
        roster.become(Map.of("a", CHECK));
        roster.become(Map.of("a", CHECK));
        roster.become(Map.of("b", CHECK));
        roster.become(Map.of());
        assertThat(done).containsExactly("+a", "-a", "+b", "-b");
    }
}
