package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway of the configuration: watched, or refused. */
sealed interface Registration {

    /** The gateway's name. */
    String name();

    /** How it is. */
    GatewayStatus status();

    /** One that is watched. */
    record Watched(String name, GatewayWatch watch) implements Registration {
        @Override
        public GatewayStatus status() {
            return watch.status();
        }
    }

    /**
     * One whose settings are wrong.
     *
     * @param alerted whether an alert may speak for this name: not where another gateway has it
     */
    record Refused(String name, String source, Instant since, String reason, boolean alerted, AlertOutbox outbox)
            implements Registration {
        @Override
        public GatewayStatus status() {
            return new GatewayStatus(
                    name,
                    source,
                    GatewayStatus.State.MISCONFIGURED,
                    since,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO,
                    List.of(),
                    Map.<Verdict, Integer>of(),
                    Optional.of(reason),
                    outbox.pending(),
                    PollCounts.NONE);
        }
    }
}
