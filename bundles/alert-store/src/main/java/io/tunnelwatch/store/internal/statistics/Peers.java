package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.store.internal.query.AlertRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The peers of which there are alerts. For one thread. */
final class Peers {

    private final Period period;
    private final GatewayTroubles gateways;
    private final Map<Key, Peer> peers = new HashMap<>();

    /** @param gateways whose alerts have all been added */
    Peers(Period period, GatewayTroubles gateways) {
        this.period = period;
        this.gateways = gateways;
    }

    private record Key(Optional<String> gateway, Optional<String> interfaceName, String peerKey) {}

    private static final class Peer {
        final PeerTimes times;
        Optional<String> name = Optional.empty();
        long alerts;

        Peer(PeerTimes times) {
            this.times = times;
        }
    }

    /**
     * Adds an alert, if it is of a peer; in the order of raising, those from before the period first.
     *
     * @param counted whether it is one of those that are counted
     */
    void add(AlertRow alert, boolean counted) {
        if (alert.peerKey().isEmpty() || !counted && !period.touches(alert)) {
            return;
        }
        Key key =
                new Key(alert.gateway(), alert.interfaceName(), alert.peerKey().get());
        Peer peer = peers.computeIfAbsent(
                key, any -> new Peer(new PeerTimes(period, gateways.of(key.gateway(), key.interfaceName()))));
        peer.times.add(alert);
        peer.name = alert.peerName().or(() -> peer.name);
        peer.alerts += counted ? 1 : 0;
    }

    /** All of them, the worst first. */
    List<PeerAvailability> worstFirst() {
        return peers.entrySet().stream()
                .map(entry -> availability(entry.getKey(), entry.getValue()))
                .sorted(PeerAvailability.WORST_FIRST)
                .toList();
    }

    private static PeerAvailability availability(Key key, Peer peer) {
        return new PeerAvailability(
                key.gateway(), key.interfaceName(), key.peerKey(), peer.name, peer.alerts, peer.times.availability());
    }
}
