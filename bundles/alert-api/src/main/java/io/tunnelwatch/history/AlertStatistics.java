package io.tunnelwatch.history;

import io.tunnelwatch.alert.AlertKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a period was like.
 *
 * @param from where it begins
 * @param to where it ends, not in it
 * @param observedFrom from when on the history knows anything of it: what is before counts for no availability. It is
 *     {@code to} when the history began later
 * @param alerts how many of those that were asked for were raised in it
 * @param byKind how many of each kind there is any of, most first
 * @param byGateway how many of each gateway there is any of, most first; alerts of Tunnelwatch itself have none
 * @param acknowledged how many of them are, or were before their end
 * @param meanTimeToAcknowledge of the acknowledged ones, from the raising on
 * @param resolved how many of them are over. Those of the kinds {@code PEER_ADDED} and {@code PEER_REMOVED}, which are
 *     over when they are raised, count neither here nor in the mean time
 * @param meanTimeToResolve of the resolved ones, from the raising on
 * @param perDay how many were raised on each day in UTC, from {@code observedFrom} on, days without any too
 * @param peers those of which an alert was raised or open in the period, the worst first
 * @param gateways the gateways and interfaces whose peers were unavailable or unknown together at any time
 */
public record AlertStatistics(
        Instant from,
        Instant to,
        Instant observedFrom,
        long alerts,
        List<OfKind> byKind,
        List<OfGateway> byGateway,
        long acknowledged,
        Optional<Duration> meanTimeToAcknowledge,
        long resolved,
        Optional<Duration> meanTimeToResolve,
        List<OfDay> perDay,
        List<PeerAvailability> peers,
        List<GatewayAvailability> gateways) {

    public AlertStatistics {
        byKind = List.copyOf(byKind);
        byGateway = List.copyOf(byGateway);
        perDay = List.copyOf(perDay);
        peers = List.copyOf(peers);
        gateways = List.copyOf(gateways);
    }

    /** How many alerts of one kind were raised. */
    public record OfKind(AlertKind kind, long alerts) {}

    /** How many alerts of one gateway were raised. */
    public record OfGateway(String gateway, long alerts) {}

    /** How many alerts were raised on one day. */
    public record OfDay(LocalDate day, long alerts) {}

    /**
     * A gateway or one of its interfaces.
     *
     * @param interfaceName absent for all interfaces of the gateway that have no entry of their own
     * @param availability of a peer there that had no alert of its own
     */
    public record GatewayAvailability(String gateway, Optional<String> interfaceName, Availability availability) {}

    /**
     * How available a peer was of which no alert is known: what happened to its gateway and interface happened to it.
     */
    public Availability ofQuietPeer(String gateway, String interfaceName) {
        return find(gateway, Optional.of(interfaceName))
                .or(() -> find(gateway, Optional.empty()))
                .orElseGet(() -> Availability.full(Duration.between(observedFrom, to)));
    }

    private Optional<Availability> find(String gateway, Optional<String> interfaceName) {
        return gateways.stream()
                .filter(one ->
                        one.gateway().equals(gateway) && one.interfaceName().equals(interfaceName))
                .map(GatewayAvailability::availability)
                .findFirst();
    }
}
