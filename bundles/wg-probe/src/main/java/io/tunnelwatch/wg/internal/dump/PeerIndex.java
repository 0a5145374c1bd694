package io.tunnelwatch.wg.internal.dump;

import java.util.List;

/**
 * The places of peers in a list, found by the interface and by the bytes of the public key, so that nothing is made for
 * a look-up: a hash table of numbers, at most half full. For one thread.
 */
final class PeerIndex {

    /** The place of a peer that is not in the list. */
    static final int NOWHERE = -1;

    private static final int FEWEST_SLOTS = 16;

    private final List<DumpPeer> peers;

    /** Places, each one higher than it is, and 0 where nothing is. */
    private int[] slots;

    private int count;

    private PeerIndex(List<DumpPeer> peers) {
        this.peers = peers;
        this.slots = new int[slotsFor(peers.size())];
    }

    /**
     * Knows them all.
     *
     * @param peers may grow later
     */
    static PeerIndex of(List<DumpPeer> peers) {
        PeerIndex index = new PeerIndex(peers);
        for (int place = 0; place < peers.size(); place++) {
            index.add(place);
        }
        return index;
    }

    /** The place of the peer whose public key is in the line's column, else {@link #NOWHERE}. */
    int find(String interfaceName, DumpLine line, int keyColumn) {
        int slot = slot(interfaceName.hashCode(), line.hash(keyColumn));
        while (slots[slot] != 0) {
            DumpPeer peer = peers.get(slots[slot] - 1);
            if (line.is(keyColumn, peer.publicKey()) && peer.interfaceName().equals(interfaceName)) {
                return slots[slot] - 1;
            }
            slot = after(slot);
        }
        return NOWHERE;
    }

    /** Takes in the peer at this place, which it does not know. */
    void add(int place) {
        count++;
        if (count > slots.length / 2) {
            int[] before = slots;
            slots = new int[slotsFor(count)];
            for (int known : before) {
                if (known != 0) {
                    put(known);
                }
            }
        }
        put(place + 1);
    }

    private void put(int placeAndOne) {
        DumpPeer peer = peers.get(placeAndOne - 1);
        int slot = slot(peer.interfaceName().hashCode(), peer.publicKey().hashCode());
        while (slots[slot] != 0) {
            slot = after(slot);
        }
        slots[slot] = placeAndOne;
    }

    private int slot(int nameHash, int keyHash) {
        int hash = 31 * nameHash + keyHash;
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int after(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /** A power of two, of which so many peers are at most a half. */
    private static int slotsFor(int peerCount) {
        return Math.max(FEWEST_SLOTS, Integer.highestOneBit(Math.max(1, 2 * peerCount - 1)) * 2);
    }
}
