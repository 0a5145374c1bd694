package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.Strips.State;
import io.tunnelwatch.history.Strips.Strip;
import io.tunnelwatch.store.internal.query.AlertRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What happened to a gateway, its interfaces and some of its peers, from their alerts. For one thread. */
final class GatewaySpans {

    private final Period period;
    private final List<Span> ofAll = new ArrayList<>();
    private final Map<String, List<Span>> byInterface = new TreeMap<>();
    private final Map<Peer, PeerSpans> byPeer = new TreeMap<>();

    /** @param observedFrom before it nobody knows anything */
    GatewaySpans(Period period, long observedFrom) {
        this.period = period;
        ofAll.add(new Span(State.UNKNOWN, period.from(), period.clip(observedFrom)));
    }

    private record Peer(String interfaceName, String key) implements Comparable<Peer> {
        @Override
        public int compareTo(Peer other) {
            int byName = interfaceName.compareTo(other.interfaceName);
            return byName != 0 ? byName : key.compareTo(other.key);
        }
    }

    /** Adds an alert of the gateway; those of one peer in the order of raising. */
    void add(AlertRow alert) {
        if (!period.touches(alert)) {
            return;
        }
        switch (alert.kind()) {
            case GATEWAY_UNREACHABLE -> ofAll.add(span(State.UNREACHABLE, alert));
            case GATEWAY_OUTAGE -> ofAll.add(span(State.OUTAGE, alert));
            case INTERFACE_DOWN -> alert.interfaceName().ifPresent(name -> byInterface
                    .computeIfAbsent(name, any -> new ArrayList<>())
                    .add(span(State.INTERFACE_DOWN, alert)));
            default -> alert.peerKey().ifPresent(key -> byPeer.computeIfAbsent(
                            new Peer(alert.interfaceName().orElse(""), key), any -> new PeerSpans(period))
                    .add(alert));
        }
    }

    private Span span(State state, AlertRow alert) {
        return new Span(state, period.start(alert), period.end(alert));
    }

    /** All strips, that of the gateway first. */
    List<Strip> strips() {
        return Stream.of(
                        Stream.of(new Strip(Optional.empty(), Optional.empty(), Overlay.of(ofAll, period))),
                        byInterface.keySet().stream().map(this::ofInterface),
                        byPeer.entrySet().stream().map(entry -> ofPeer(entry.getKey(), entry.getValue())))
                .flatMap(strips -> strips)
                .toList();
    }

    private Strip ofInterface(String name) {
        return new Strip(Optional.of(name), Optional.empty(), Overlay.of(with(name, List.of()), period));
    }

    private Strip ofPeer(Peer peer, PeerSpans own) {
        return new Strip(
                Optional.of(peer.interfaceName()).filter(name -> !name.isEmpty()),
                Optional.of(peer.key()),
                Overlay.of(with(peer.interfaceName(), own.spans()), period));
    }

    private List<Span> with(String interfaceName, List<Span> own) {
        return Stream.of(ofAll, byInterface.getOrDefault(interfaceName, List.of()), own)
                .flatMap(List::stream)
                .toList();
    }
}
