package io.tunnelwatch.metrics.internal.sample;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gateways and their peers. Peers have series of their own gateway by gateway, in the order of their names, as long as
 * all peers of a gateway fit into what is left: so a sum over a gateway is right, or there is none.
 */
public final class ProbeSource implements Source {

    private final Supplier<Optional<WireGuardProbe>> probe;
    private final Supplier<PeerSeries> series;

    /**
     * @param probe empty while it is away
     * @param series asked at each scrape
     */
    public ProbeSource(Supplier<Optional<WireGuardProbe>> probe, Supplier<PeerSeries> series) {
        this.probe = probe;
        this.series = series;
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public boolean sample(Samples samples) {
        Optional<WireGuardProbe> present = probe.get();
        present.ifPresent(probe -> {
            // one that is watched before one that only claims its name: the first of a series counts
            List<GatewayStatus> gateways = probe.gateways().stream()
                    .sorted(Comparator.comparing(gateway -> gateway.state() == GatewayStatus.State.MISCONFIGURED))
                    .toList();
            gateways.forEach(gateway -> gateway(gateway, samples));
            PeerSeries now = series.get();
            Set<String> shown = fitting(gateways, now.most(), samples);
            if (!shown.isEmpty()) { // else nobody has to list ten thousand
                probe.peers().stream()
                        .filter(peer -> shown.contains(peer.gateway()))
                        .limit(now.most()) // there may be more by now
                        .forEach(peer -> peer(peer, now.named() ? peer.name() : "", samples));
            }
        });
        return present.isPresent();
    }

    private Set<String> fitting(List<GatewayStatus> gateways, int most, Samples samples) {
        Set<String> shown = new HashSet<>();
        int left = most;
        for (GatewayStatus gateway : gateways) {
            int peers = count(gateway);
            boolean fits = peers <= left;
            if (fits && peers > 0) {
                shown.add(gateway.name());
                left -= peers;
            }
            samples.put(Metric.GATEWAY_PEERS_WITHOUT_SERIES, fits ? 0 : peers, gateway.name());
        }
        return shown;
    }

    private static int count(GatewayStatus gateway) {
        return gateway.peers().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void gateway(GatewayStatus gateway, Samples samples) {
        String name = gateway.name();
        samples.putState(Metric.GATEWAY_STATE, gateway.state(), GatewayStatus.State.values(), name);
        for (Verdict verdict : Verdict.values()) {
            samples.put(Metric.GATEWAY_PEERS, gateway.peers().getOrDefault(verdict, 0), name, verdict.name());
        }
        samples.put(Metric.GATEWAY_PENDING_EVENTS, gateway.pendingEvents(), name);
        samples.put(Metric.POLL_DURATION, gateway.polls().durations(), name);
        samples.put(Metric.POLL_FAILURES, gateway.polls().failed(), name);
        gateway.lastPoll().ifPresent(at -> samples.put(Metric.POLL_LAST, at.toEpochMilli() / 1e3, name));
    }

    /** @param name empty is, for Prometheus, no label at all */
    private static void peer(PeerStatus peer, String name, Samples samples) {
        String[] labels = {peer.gateway(), peer.interfaceName(), peer.publicKey(), name};
        samples.put(
                Metric.PEER_VERDICT,
                1,
                peer.gateway(),
                peer.interfaceName(),
                peer.publicKey(),
                name,
                peer.verdict().name());
        peer.handshakeAge().ifPresent(age -> samples.put(Metric.PEER_HANDSHAKE_AGE, Samples.seconds(age), labels));
        samples.put(Metric.PEER_RECEIVED, peer.rxBytes(), labels);
        samples.put(Metric.PEER_SENT, peer.txBytes(), labels);
    }
}
