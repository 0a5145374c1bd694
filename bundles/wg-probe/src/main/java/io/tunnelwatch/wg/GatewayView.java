package io.tunnelwatch.wg;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A gateway as JSON.
 *
 * @param peers how many peers have which verdict; a verdict that none has is left out
 */
public record GatewayView(
        String name,
        String source,
        GatewayStatus.State state,
        Instant since,
        Optional<Instant> lastPoll,
        Optional<Long> lastPollMillis,
        long intervalSeconds,
        List<String> interfaces,
        Map<Verdict, Integer> peers,
        Optional<String> problem,
        int pendingEvents) {

    /** Of what the probe says. */
    public static GatewayView of(GatewayStatus gateway) {
        return new GatewayView(
                gateway.name(),
                gateway.source(),
                gateway.state(),
                gateway.since(),
                gateway.lastPoll(),
                gateway.lastPollDuration().map(Duration::toMillis),
                gateway.interval().toSeconds(),
                gateway.interfaces(),
                new TreeMap<>(gateway.peers()),
                gateway.problem(),
                gateway.pendingEvents());
    }
}
