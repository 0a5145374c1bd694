package io.tunnelwatch.alert;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an alert is about. Within one log at most one alert of a key is open at a time.
 *
 * @param kind the trouble
 * @param gateway the name of the gateway; absent for trouble of Tunnelwatch itself ({@link AlertKind#STORE_DEGRADED},
 *     ...)
 * @param interfaceName the WireGuard interface, for trouble of an interface or a peer
 * @param peerKey the peer's public key in base64, for trouble of a peer
 */
public record AlertKey(
        AlertKind kind, Optional<String> gateway, Optional<String> interfaceName, Optional<String> peerKey) {

    /** Trouble of Tunnelwatch itself. */
    public static AlertKey ofSystem(AlertKind kind) {
        return new AlertKey(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Trouble of a whole gateway. */
    public static AlertKey ofGateway(AlertKind kind, String gateway) {
        return new AlertKey(kind, Optional.of(gateway), Optional.empty(), Optional.empty());
    }

    /** Trouble of one interface of a gateway. */
    public static AlertKey ofInterface(AlertKind kind, String gateway, String interfaceName) {
        return new AlertKey(kind, Optional.of(gateway), Optional.of(interfaceName), Optional.empty());
    }

    /** Trouble of one peer. */
    public static AlertKey ofPeer(AlertKind kind, String gateway, String interfaceName, String peerKey) {
        return new AlertKey(kind, Optional.of(gateway), Optional.of(interfaceName), Optional.of(peerKey));
    }

    /** For messages: {@code PEER_DOWN gw1/wg0/peerKey}. */
    @Override
    public String toString() {
        String where = Stream.of(gateway, interfaceName, peerKey)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("/"));
        return where.isEmpty() ? kind.name() : kind + " " + where;
    }
}
