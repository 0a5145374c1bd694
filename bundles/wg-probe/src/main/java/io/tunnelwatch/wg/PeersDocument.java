package io.tunnelwatch.wg;

import java.util.List;
import java.util.Optional;

/**
 * A list of peers as shell and REST show it.
 *
 * @param next where the following page begins; absent when there is none
 */
public record PeersDocument(List<PeerView> peers, Optional<String> next) {

    public PeersDocument {
        peers = List.copyOf(peers);
    }

    /** Of all that the probe says. */
    public static PeersDocument of(List<PeerStatus> peers) {
        return of(peers, Optional.empty());
    }

    /** Of a page. */
    public static PeersDocument of(List<PeerStatus> peers, Optional<String> next) {
        return new PeersDocument(peers.stream().map(PeerView::of).toList(), next);
    }
}
