package io.tunnelwatch.wg;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A peer as shell and REST show it: the names are part of the contract.
 *
 * @param interfaceName {@code interface} in JSON, which is a word of Java
 */
public record PeerView(
        String gateway,
        String interfaceName,
        String publicKey,
        String name,
        Verdict verdict,
        Instant since,
        Optional<Instant> latestHandshake,
        Optional<String> endpoint,
        List<String> allowedIps,
        long rxBytes,
        long txBytes,
        Optional<String> persistentKeepalive,
        Expectation expect) {

    /** Of what the probe says. */
    public static PeerView of(PeerStatus peer) {
        return new PeerView(
                peer.gateway(),
                peer.interfaceName(),
                peer.publicKey(),
                peer.name(),
                peer.verdict(),
                peer.since(),
                peer.latestHandshake(),
                peer.endpoint(),
                peer.allowedIps(),
                peer.rxBytes(),
                peer.txBytes(),
                peer.persistentKeepalive(),
                peer.expect());
    }
}
