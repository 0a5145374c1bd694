package io.tunnelwatch.itests.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The end of the events of a gateway that alternated and does no more. */
final class Quiet {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Longer than the gateway stayed the same while it alternated, with the poll that sees it. */
    private static final Duration UNCHANGED = Duration.ofSeconds(6);

    private Quiet() {}

    /** Waits until the log grows no more, and the history has all that is in it: so many open alerts. */
    static void awaitIn(KarafProcess karaf, int openAlerts) {
        AtomicLong before = new AtomicLong();
        await("the last events")
                .during(UNCHANGED)
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    long now = karaf.json("alert:log").get("lastSequence").asLong();
                    return before.getAndSet(now) == now;
                });
        await("the history has all that is in the log").atMost(LIMIT).untilAsserted(() -> {
            assertThat(karaf.json("alert:list --limit 1000").get("alerts")).hasSize(openAlerts);
            assertThat(karaf.json("alert:store").get("lag").asLong()).isZero();
        });
    }
}
