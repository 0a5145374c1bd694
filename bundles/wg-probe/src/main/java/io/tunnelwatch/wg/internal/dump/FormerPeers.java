package io.tunnelwatch.wg.internal.dump;

import java.util.List;
import java.util.Optional;

/**
 * The peers of a former dump, asked for in the order of a newer one. A kernel prints them in the same order each time,
 * so the next one is the first guess; wireguard-go prints them in any order. For one thread.
 */
final class FormerPeers {

    /** Stands in for the former state of a peer that is new: no peer is like it. */
    static final DumpPeer NOBODY =
            new DumpPeer("", "", Optional.empty(), List.of(), Optional.empty(), 0, 0, Optional.empty());

    private final List<DumpPeer> peers;
    private Optional<PeerIndex> index = Optional.empty();
    private int next;
    private boolean inOrder = true;

    FormerPeers(List<DumpPeer> peers) {
        this.peers = peers;
    }

    /** The former state of the peer whose public key is in the line's column, else {@link #NOBODY}. */
    DumpPeer before(String interfaceName, DumpLine line, int keyColumn) {
        boolean isNext = isNext(interfaceName, line, keyColumn);
        inOrder &= isNext;
        int place = isNext ? next : find(interfaceName, line, keyColumn);
        if (place == PeerIndex.NOWHERE) {
            return NOBODY;
        }
        next = place + 1;
        return peers.get(place);
    }

    /** Whether all that were asked for are the first ones in their order, so that none was asked for twice. */
    boolean areInOrder() {
        return inOrder;
    }

    private boolean isNext(String interfaceName, DumpLine line, int keyColumn) {
        return next < peers.size()
                && line.is(keyColumn, peers.get(next).publicKey())
                && peers.get(next).interfaceName().equals(interfaceName);
    }

    private int find(String interfaceName, DumpLine line, int keyColumn) {
        if (index.isEmpty()) {
            index = Optional.of(PeerIndex.of(peers));
        }
        return index.get().find(interfaceName, line, keyColumn);
    }
}
