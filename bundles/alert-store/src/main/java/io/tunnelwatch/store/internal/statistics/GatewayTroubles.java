package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.AlertStatistics.GatewayAvailability;
import io.tunnelwatch.store.internal.query.AlertRow;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What happened to all peers of gateways and interfaces together, from their alerts. For one thread. */
final class GatewayTroubles {

    /** Of which it is made. */
    static final Set<AlertKind> KINDS =
            EnumSet.of(AlertKind.GATEWAY_OUTAGE, AlertKind.GATEWAY_UNREACHABLE, AlertKind.INTERFACE_DOWN);

    private final Period period;
    private final Map<String, Gateway> gateways = new TreeMap<>();

    GatewayTroubles(Period period) {
        this.period = period;
    }

    private static final class Gateway {
        final Intervals outage = new Intervals();
        final Intervals unreachable = new Intervals();
        final Map<String, Intervals> interfacesDown = new TreeMap<>();
        final Map<String, Troubles> known = new HashMap<>();

        Troubles of(String interfaceName) {
            return known.computeIfAbsent(
                    interfaceName,
                    name -> Troubles.of(
                            outage, Intervals.union(unreachable, interfacesDown.getOrDefault(name, new Intervals()))));
        }
    }

    /** Adds an alert; those of one kind in the order of raising. */
    void add(AlertRow alert) {
        if (alert.gateway().isEmpty() || !period.touches(alert)) {
            return;
        }
        Gateway gateway = gateways.computeIfAbsent(alert.gateway().get(), name -> new Gateway());
        Optional<Intervals> intervals =
                switch (alert.kind()) {
                    case GATEWAY_OUTAGE -> Optional.of(gateway.outage);
                    case GATEWAY_UNREACHABLE -> Optional.of(gateway.unreachable);
                    case INTERFACE_DOWN -> alert.interfaceName()
                            .map(name -> gateway.interfacesDown.computeIfAbsent(name, any -> new Intervals()));
                    default -> Optional.empty();
                };
        intervals.ifPresent(found -> found.add(period.start(alert), period.end(alert)));
    }

    /** Those of a peer, once all have been added. */
    Troubles of(Optional<String> gateway, Optional<String> interfaceName) {
        return gateway.map(gateways::get)
                .map(found -> found.of(interfaceName.orElse("")))
                .orElse(Troubles.NONE);
    }

    /** All gateways, each followed by its interfaces that had trouble of their own. */
    List<GatewayAvailability> availabilities() {
        return gateways.entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(availability(entry.getKey(), Optional.empty())),
                        entry.getValue().interfacesDown.keySet().stream()
                                .map(name -> availability(entry.getKey(), Optional.of(name)))))
                .toList();
    }

    private GatewayAvailability availability(String gateway, Optional<String> interfaceName) {
        Troubles troubles = of(Optional.of(gateway), interfaceName);
        return new GatewayAvailability(gateway, interfaceName, troubles.availability(period));
    }
}
