package io.tunnelwatch.history;

import java.util.Comparator;
import java.util.Optional;

/**
 * One peer in statistics.
 *
 * @param peerName the name in the latest alert that has one
 * @param alerts how many of the counted alerts are of it
 */
public record PeerAvailability(
        Optional<String> gateway,
        Optional<String> interfaceName,
        String peerKey,
        Optional<String> peerName,
        long alerts,
        Availability availability) {

    /** Those that were unavailable for the longest time first; of equals, those with more alerts. */
    public static final Comparator<PeerAvailability> WORST_FIRST = Comparator.comparing(
                    (PeerAvailability peer) -> peer.availability().unavailable())
            .thenComparing(PeerAvailability::alerts)
            .reversed()
            .thenComparing(peer -> peer.gateway().orElse(""))
            .thenComparing(peer -> peer.interfaceName().orElse(""))
            .thenComparing(PeerAvailability::peerKey);
}
