package io.tunnelwatch.health.internal;

import io.tunnelwatch.wg.GatewayStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/**
 * Whether polls go on ending, well or not. It is the one thing that only a restart of the process mends, so it is all
 * that "live" means: a gateway, a disk or a mail server that is sick does not get well by a restart. Uses the monotonic
 * clock alone. Safe for any number of threads.
 */
final class PollsCheck implements HealthCheck {

    /** Beyond the interval: the longest {@code timeoutSeconds} there is, and a minute for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(660);

    private final Services services;
    private final LongSupplier nanoTime;
    private Map<String, Ended> lastEnded = Map.of();

    /** How many polls of a gateway had ended when that number was first seen. */
    private record Ended(long polls, long atNanos) {}

    PollsCheck(Services services, LongSupplier nanoTime) {
        this.services = services;
        this.nanoTime = nanoTime;
    }

    /** Notes how far the polls are. Returns at once. */
    synchronized void look() {
        long now = nanoTime.getAsLong();
        Map<String, Ended> next = new HashMap<>();
        polled().forEach(gateway -> next.put(gateway.name(), ended(gateway, now)));
        lastEnded = next;
    }

    @Override
    public Result execute() {
        List<String> stuck = stuck();
        Findings findings = new Findings();
        if (stuck.isEmpty()) {
            findings.well("Polls go on");
        } else {
            findings.add(
                    Status.CRITICAL,
                    "No poll has ended for longer than it may take: " + String.join(", ", stuck)
                            + ". Restart the process, and keep a thread dump (dev:dump-create) for its makers");
        }
        return findings.result();
    }

    private synchronized List<String> stuck() {
        look();
        long now = nanoTime.getAsLong();
        return polled().stream()
                .filter(gateway -> now - ended(gateway, now).atNanos()
                        > gateway.interval().plus(PATIENCE).toNanos())
                .map(GatewayStatus::name)
                .toList();
    }

    private List<GatewayStatus> polled() {
        return services.probe().map(probe -> probe.gateways()).orElse(List.of()).stream()
                .filter(gateway -> gateway.state() != GatewayStatus.State.MISCONFIGURED)
                .toList();
    }

    private Ended ended(GatewayStatus gateway, long now) {
        long polls = gateway.polls().durations().count();
        Ended before = lastEnded.get(gateway.name());
        return before != null && before.polls() == polls ? before : new Ended(polls, now);
    }
}
