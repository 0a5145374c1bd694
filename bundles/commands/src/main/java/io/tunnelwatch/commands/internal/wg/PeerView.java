package io.tunnelwatch.commands.internal.wg;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A peer as JSON: the names are part of the contract. */
record PeerView(
        String gateway,
        @JsonProperty("interface") String interfaceName,
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

    static PeerView of(PeerStatus peer) {
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
