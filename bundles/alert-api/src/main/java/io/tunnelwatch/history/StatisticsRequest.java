package io.tunnelwatch.history;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What statistics are asked for. An empty set asks for nothing; what is asked for must all hold. Kinds and severities
 * choose the alerts that are counted. Gateways and peers choose the peers too whose availability is told; it is made of
 * all of their alerts, whatever is counted.
 *
 * @param from where the period begins; it and the end are cut to the millisecond
 * @param to where it ends, not in it; not later than now, for nobody knows how long what is open lasts
 * @param gateways names of gateways
 * @param peers names or public keys of peers
 */
public record StatisticsRequest(
        Instant from,
        Instant to,
        Set<AlertKind> kinds,
        Set<Severity> severities,
        Set<String> gateways,
        Set<String> peers) {

    public StatisticsRequest {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A period begins before it ends, not at " + from + " to end at " + to);
        }
        kinds = Set.copyOf(kinds);
        severities = Set.copyOf(severities);
        gateways = Set.copyOf(gateways);
        peers = Set.copyOf(peers);
    }

    /** Of everything in a period. */
    public static StatisticsRequest of(Instant from, Instant to) {
        return new StatisticsRequest(from, to, Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** The alerts that are counted: {@code alert:list} with this filter lists the same. */
    public AlertFilter counted() {
        return new AlertFilter(
                Set.<AlertState>of(),
                kinds,
                severities,
                gateways,
                peers,
                Optional.of(from),
                Optional.of(to),
                Optional.empty());
    }
}
