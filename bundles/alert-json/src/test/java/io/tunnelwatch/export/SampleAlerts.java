package io.tunnelwatch.export;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values for tests. */
final class SampleAlerts {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private SampleAlerts() {}

    /** Raised n seconds after noon. */
    static Alert open(int n) {
        return new Alert(
                new UUID(0x0199a4b2_0000_7000L, n),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key-" + n),
                Severity.CRITICAL,
                AlertState.OPEN,
                Optional.empty(),
                "Peer " + n + " is down",
                List.of(),
                1,
                NOON.plusSeconds(n),
                NOON.plusSeconds(n),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With a value in every field. */
    static Alert full(String peerName, String summary) {
        return new Alert(
                new UUID(0x0199a4b2_0000_7000L, 1),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "+key="),
                Severity.CRITICAL,
                AlertState.RESOLVED,
                Optional.of(peerName),
                summary,
                List.of("noc", "vip"),
                3,
                NOON,
                NOON.plusSeconds(1),
                Optional.of(NOON.plusSeconds(2)),
                Optional.of("anna"),
                Optional.of(NOON.plusSeconds(3)),
                Optional.of("bert"),
                Optional.of(NOON.plusSeconds(4)));
    }
}
