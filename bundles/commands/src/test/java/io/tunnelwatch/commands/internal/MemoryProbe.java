package io.tunnelwatch.commands.internal;

import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;

/** A probe whose answers a test sets. */
public final class MemoryProbe implements WireGuardProbe {

    public final List<GatewayStatus> gateways = new ArrayList<>();
    public final List<PeerStatus> peers = new ArrayList<>();
    /** Names of the gateways that were polled. */
    public final Set<String> polled = new ConcurrentSkipListSet<>();
    /** A poll ends when this is open. */
    public CountDownLatch pollsEnd = new CountDownLatch(0);
    /** Counted down by each poll that begins. */
    public CountDownLatch pollsBegun = new CountDownLatch(0);

    @Override
    public List<GatewayStatus> gateways() {
        return List.copyOf(gateways);
    }

    @Override
    public List<PeerStatus> peers() {
        return List.copyOf(peers);
    }

    @Override
    public List<PeerStatus> findPeers(String nameOrKey) {
        return peers.stream()
                .filter(peer ->
                        peer.name().equals(nameOrKey) || peer.publicKey().startsWith(nameOrKey))
                .toList();
    }

    @Override
    public Optional<Explanation> explain(PeerStatus peer) {
        return Optional.of(new Explanation(
                peer,
                List.of("the latest handshake is 6m old, staleAfterSeconds is 190", "expect is ALWAYS"),
                List.of("expect = roaming suits a peer that sleeps")));
    }

    @Override
    public Optional<GatewayStatus> poll(String gateway) throws InterruptedException {
        polled.add(gateway);
        pollsBegun.countDown();
        pollsEnd.await();
        return gateways.stream().filter(one -> one.name().equals(gateway)).findFirst();
    }
}
