package io.tunnelwatch.wg;

import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.history.StatisticsRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The peers of statistics with those that the probe sees: who never had an alert was there all the time. */
public final class KnownPeers {

    private record Place(Optional<String> gateway, Optional<String> interfaceName, String key) {

        static Place of(PeerStatus peer) {
            return new Place(Optional.of(peer.gateway()), Optional.of(peer.interfaceName()), peer.publicKey());
        }

        static Place of(PeerAvailability peer) {
            return new Place(peer.gateway(), peer.interfaceName(), peer.peerKey());
        }
    }

    private KnownPeers() {}

    /**
     * All of them, the worst first. Where the probe knows a peer, its name is that of now.
     *
     * @param request that the statistics answer
     * @param seen by the probe; none when it is not there
     */
    public static List<PeerAvailability> of(
            AlertStatistics statistics, StatisticsRequest request, List<PeerStatus> seen) {
        Map<Place, PeerStatus> byPlace = new HashMap<>();
        seen.forEach(peer -> byPlace.put(Place.of(peer), peer));
        Set<Place> withAlerts = statistics.peers().stream().map(Place::of).collect(Collectors.toSet());
        return Stream.concat(
                        statistics.peers().stream().map(peer -> named(peer, byPlace)),
                        seen.stream()
                                .filter(peer -> isAskedFor(peer, request))
                                .filter(peer -> !withAlerts.contains(Place.of(peer)))
                                .map(peer -> quiet(peer, statistics)))
                .sorted(PeerAvailability.WORST_FIRST)
                .toList();
    }

    private static PeerAvailability named(PeerAvailability peer, Map<Place, PeerStatus> byPlace) {
        Optional<String> name = Optional.ofNullable(byPlace.get(Place.of(peer))).map(PeerStatus::name);
        return new PeerAvailability(
                peer.gateway(),
                peer.interfaceName(),
                peer.peerKey(),
                name.or(peer::peerName),
                peer.alerts(),
                peer.availability());
    }

    private static boolean isAskedFor(PeerStatus peer, StatisticsRequest request) {
        return (request.gateways().isEmpty() || request.gateways().contains(peer.gateway()))
                && (request.peers().isEmpty()
                        || request.peers().contains(peer.name())
                        || request.peers().contains(peer.publicKey()));
    }

    private static PeerAvailability quiet(PeerStatus peer, AlertStatistics statistics) {
        return new PeerAvailability(
                Optional.of(peer.gateway()),
                Optional.of(peer.interfaceName()),
                peer.publicKey(),
                Optional.of(peer.name()),
                0,
                statistics.ofQuietPeer(peer.gateway(), peer.interfaceName()));
    }
}
