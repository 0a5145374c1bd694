package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What is said about single peers of a gateway. */
final class PeerAlerts {

    private final String gateway;
    private final Decider decider;

    PeerAlerts(String gateway, Decider decider) {
        this.gateway = gateway;
        this.decider = decider;
    }

    /** The alert of a kind about a peer. */
    AlertKey key(WatchedPeer peer, AlertKind kind) {
        return AlertKey.ofPeer(
                kind, gateway, peer.line().interfaceName(), peer.line().publicKey());
    }

    /** As {@link Decider#present}. */
    Optional<UUID> present(WatchedPeer peer, AlertKind kind, Supplier<String> summary) {
        return decider.present(
                Subject.ofPeer(key(peer, kind), peer.name(), peer.settings()), () -> who(peer) + " " + summary.get());
    }

    /** As {@link Decider#ended}. */
    void ended(WatchedPeer peer, AlertKind kind, Supplier<String> reason) {
        decider.ended(key(peer, kind), reason);
    }

    private String who(WatchedPeer peer) {
        return "Peer " + peer.name() + " (" + peer.line().interfaceName() + " on " + gateway + ")";
    }
}
