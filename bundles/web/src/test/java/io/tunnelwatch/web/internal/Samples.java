package io.tunnelwatch.web.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values for tests. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final UUID EPOCH = UUID.fromString("0199a000-0000-7000-8000-000000000000");

    private Samples() {}

    /** The n-th id. */
    public static UUID id(int n) {
        return UUID.fromString(String.format("0199a4b2-%04x-7000-8000-00000000002a", n));
    }

    /** An alert of a peer, raised n minutes before noon. */
    public static Alert alert(int n, AlertState state, String peerName) {
        boolean resolved = state == AlertState.RESOLVED;
        return new Alert(
                id(n),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", peerName + "KEY"),
                Severity.CRITICAL,
                state,
                Optional.of(peerName),
                "Peer " + peerName + " of berlin had no handshake for 3m10s",
                List.of(),
                n,
                NOON.minus(Duration.ofMinutes(n)),
                NOON.minus(Duration.ofMinutes(n)),
                Optional.empty(),
                Optional.empty(),
                resolved ? Optional.of(NOON) : Optional.empty(),
                resolved ? Optional.of(Alert.TUNNELWATCH) : Optional.empty(),
                Optional.empty());
    }
}
