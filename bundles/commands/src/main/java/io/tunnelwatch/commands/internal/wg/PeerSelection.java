package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the peer that an operator means: one key, perhaps on several gateways. */
final class PeerSelection {

    private static final int CANDIDATES = 10;

    private PeerSelection() {}

    /**
     * The peers of this name or key; where there are none, those of the one key that begins so.
     *
     * @throws Refusal no peer fits, or several keys begin so
     */
    static List<PeerStatus> of(WireGuardProbe probe, String nameOrKey) {
        List<PeerStatus> found = probe.findPeers(nameOrKey);
        List<PeerStatus> exact = found.stream()
                .filter(peer ->
                        peer.name().equals(nameOrKey) || peer.publicKey().equals(nameOrKey))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        if (found.isEmpty()) {
            throw new Refusal("No peer has the name or public key '" + nameOrKey + "': wg:peers lists them");
        }
        if (found.stream().map(PeerStatus::publicKey).distinct().count() > 1) {
            throw new Refusal("'" + nameOrKey + "' begins the keys of several peers, type more of it: "
                    + found.stream()
                            .map(peer -> peer.publicKey() + " (" + peer.name() + ")")
                            .distinct()
                            .limit(CANDIDATES)
                            .collect(Collectors.joining(", ")));
        }
        return found;
    }
}
