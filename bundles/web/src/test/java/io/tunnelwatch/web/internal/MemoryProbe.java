package io.tunnelwatch.web.internal;

import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A probe with one gateway and, unless a test says otherwise, two peers. */
public final class MemoryProbe implements WireGuardProbe {

    public volatile Optional<String> problem = Optional.empty();
    public final List<PeerStatus> peers =
            new ArrayList<>(List.of(peer("laptop-1", Verdict.DOWN), peer("laptop-2", Verdict.UP)));

    @Override
    public List<GatewayStatus> gateways() {
        return List.of(new GatewayStatus(
                "berlin",
                "wg",
                GatewayStatus.State.UP,
                Samples.NOON,
                Optional.of(Samples.NOON),
                Optional.of(Duration.ofMillis(12)),
                Duration.ofSeconds(10),
                List.of("wg0"),
                Map.of(Verdict.UP, 1, Verdict.DOWN, 1),
                problem,
                0,
                PollCounts.NONE));
    }

    @Override
    public List<PeerStatus> peers() {
        return List.copyOf(peers);
    }

    @Override
    public List<PeerStatus> findPeers(String nameOrKey) {
        return List.of();
    }

    @Override
    public Optional<Explanation> explain(PeerStatus peer) {
        return Optional.empty();
    }

    @Override
    public Optional<GatewayStatus> poll(String gateway) {
        return Optional.empty();
    }

    /** A peer of that gateway. */
    public static PeerStatus peer(String name, Verdict verdict) {
        return new PeerStatus(
                "berlin",
                "wg0",
                name + "KEY",
                name,
                verdict,
                Samples.NOON,
                Optional.of(Samples.NOON),
                Optional.empty(),
                Optional.empty(),
                List.of("10.0.0.7/32"),
                1,
                2,
                Optional.empty(),
                Expectation.ALWAYS);
    }
}
