package io.tunnelwatch.wg;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the probe sees. Implemented by the bundle {@code wg-probe}; others only look. Safe for any number of threads;
 * all but {@link #poll} answer at once from the latest poll.
 */
@ProviderType
public interface WireGuardProbe {

    /** The gateways that are configured, by name; those whose configuration was refused too. */
    List<GatewayStatus> gateways();

    /** The peers of all gateways, by gateway, interface and name. */
    List<PeerStatus> peers();

    /**
     * The peers with this name or public key, or whose public key begins so. Several gateways may know the same peer.
     */
    List<PeerStatus> findPeers(String nameOrKey);

    /** Why a peer has its verdict; absent when the probe no longer knows it. */
    Optional<Explanation> explain(PeerStatus peer);

    /**
     * Polls a gateway now, out of turn, and waits for the end. A poll that is under way is waited for, and counts.
     *
     * @return the gateway afterwards; absent when there is none of this name
     * @throws InterruptedException the caller was interrupted while it waited
     */
    Optional<GatewayStatus> poll(String gateway) throws InterruptedException;
}
