package io.tunnelwatch.wg;

import java.util.List;

/** A list of peers as shell and REST show it. */
public record PeersDocument(List<PeerView> peers) {

    public PeersDocument {
        peers = List.copyOf(peers);
    }

    /** Of what the probe says. */
    public static PeersDocument of(List<PeerStatus> peers) {
        return new PeersDocument(peers.stream().map(PeerView::of).toList());
    }
}
