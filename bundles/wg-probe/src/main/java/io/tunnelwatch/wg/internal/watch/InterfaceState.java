package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.PeerMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The peers of one interface: those that this process has seen, and, until its first look, those that an earlier one
 * has.
 */
final class InterfaceState {

    private Map<String, PeerMemory> remembered;
    private Map<String, WatchedPeer> sighted = Map.of();

    InterfaceState(Map<String, PeerMemory> remembered) {
        this.remembered = remembered;
    }

    Optional<WatchedPeer> sighted(String publicKey) {
        return Optional.ofNullable(sighted.get(publicKey));
    }

    Optional<PeerMemory> remembered(String publicKey) {
        return Optional.ofNullable(remembered.get(publicKey));
    }

    boolean knows(String publicKey) {
        return sighted.containsKey(publicKey) || remembered.containsKey(publicKey);
    }

    /** From now on this is what is known of a peer that this process has seen. */
    void put(WatchedPeer peer) {
        sighted.put(peer.line().publicKey(), peer);
    }

    /** The peers that are known and not among these. */
    List<String> lackingIn(Map<String, WatchedPeer> peers) {
        List<String> lacking = new ArrayList<>();
        sighted.keySet().stream().filter(key -> !peers.containsKey(key)).forEach(lacking::add);
        remembered.keySet().stream().filter(key -> !peers.containsKey(key)).forEach(lacking::add);
        return lacking;
    }

    /** From now on it has these peers, and no others. */
    void replace(Map<String, WatchedPeer> peers) {
        sighted = peers;
        remembered = Map.of();
    }

    Collection<WatchedPeer> sighted() {
        return sighted.values();
    }

    /** Whether some of its peers were DOWN when they were last seen. */
    boolean hasLost() {
        return sighted.values().stream().anyMatch(peer -> peer.sighting().verdict() == Verdict.DOWN)
                || remembered.values().stream()
                        .anyMatch(memory -> memory.downUnder().isPresent());
    }

    Map<String, PeerMemory> memory() {
        Map<String, PeerMemory> memory = new HashMap<>(remembered);
        sighted.forEach((key, peer) -> memory.put(key, peer.sighting().remembered()));
        return memory;
    }
}
