package io.tunnelwatch.json;

import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.AlertStatistics.GatewayAvailability;
import io.tunnelwatch.history.AlertStatistics.OfDay;
import io.tunnelwatch.history.AlertStatistics.OfGateway;
import io.tunnelwatch.history.AlertStatistics.OfKind;
import io.tunnelwatch.history.Availability;
import io.tunnelwatch.history.PeerAvailability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Statistics as shell and REST show them, with the names of the contract. What each value means is told in
 * {@link AlertStatistics} and {@link Availability}.
 *
 * @param zone of the days
 * @param peers the worst first
 * @param pending how many alerts the log knows of which the history lacks the latest
 */
public record StatisticsView(
        Instant from,
        Instant to,
        Instant observedFrom,
        String zone,
        long alerts,
        List<OfKind> byKind,
        List<OfGateway> byGateway,
        long acknowledged,
        Optional<Double> meanSecondsToAcknowledge,
        long resolved,
        Optional<Double> meanSecondsToResolve,
        List<OfDay> perDay,
        List<Peer> peers,
        List<Gateway> gateways,
        long pending) {

    private static final double MILLIS = 1000;

    /** @param availabilityPercent absent when nothing is known */
    public record Peer(
            Optional<String> gateway,
            Optional<String> interfaceName,
            String peerKey,
            Optional<String> peerName,
            long alerts,
            OptionalDouble availabilityPercent,
            double unavailableSeconds,
            double outageSeconds,
            double unknownSeconds) {

        static Peer of(PeerAvailability peer) {
            Availability availability = peer.availability();
            return new Peer(
                    peer.gateway(),
                    peer.interfaceName(),
                    peer.peerKey(),
                    peer.peerName(),
                    peer.alerts(),
                    availability.percent(),
                    seconds(availability.unavailable()),
                    seconds(availability.outage()),
                    seconds(availability.unknown()));
        }
    }

    /** @param interfaceName absent for all of the gateway that are not named */
    public record Gateway(String gateway, Optional<String> interfaceName, double outageSeconds, double unknownSeconds) {

        static Gateway of(GatewayAvailability gateway) {
            return new Gateway(
                    gateway.gateway(),
                    gateway.interfaceName(),
                    seconds(gateway.availability().outage()),
                    seconds(gateway.availability().unknown()));
        }
    }

    /** @param peers all that are to be shown, in order */
    public static StatisticsView of(AlertStatistics statistics, List<PeerAvailability> peers, long pending) {
        return new StatisticsView(
                statistics.from(),
                statistics.to(),
                statistics.observedFrom(),
                "UTC",
                statistics.alerts(),
                statistics.byKind(),
                statistics.byGateway(),
                statistics.acknowledged(),
                statistics.meanTimeToAcknowledge().map(StatisticsView::seconds),
                statistics.resolved(),
                statistics.meanTimeToResolve().map(StatisticsView::seconds),
                statistics.perDay(),
                peers.stream().map(Peer::of).toList(),
                statistics.gateways().stream().map(Gateway::of).toList(),
                pending);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
