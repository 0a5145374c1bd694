package io.tunnelwatch.commands.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Values for tests. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final UUID EPOCH = UUID.fromString("0199a000-0000-7000-8000-000000000000");

    private Samples() {}

    /** The n-th id: 10 seconds after the one before. */
    public static UUID id(int n) {
        return UUID.fromString(String.format("0199a4b2-%04x-7000-8000-00000000002a", n));
    }

    /** An alert of a peer, raised n minutes before noon. */
    public static Alert alert(int n, AlertState state, String peerName) {
        boolean resolved = state == AlertState.RESOLVED;
        return new Alert(
                id(n),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", key(peerName)),
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

    /** What began {@link #alert}. */
    public static Raised raised(Alert alert) {
        return new Raised(
                UUID.randomUUID(),
                alert.id(),
                alert.raisedAt(),
                alert.key(),
                alert.severity(),
                alert.peerName(),
                alert.summary(),
                alert.tags());
    }

    /** A public key that begins with the name. */
    public static String key(String name) {
        return (name + "A".repeat(43)).substring(0, 43) + "=";
    }

    /** A peer of the gateway, with a handshake 6 minutes before noon. */
    public static PeerStatus peer(String gateway, String name, Verdict verdict) {
        return new PeerStatus(
                gateway,
                "wg0",
                key(name),
                name,
                verdict,
                NOON.minusSeconds(170),
                verdict == Verdict.NEVER ? Optional.empty() : Optional.of(NOON.minusSeconds(360)),
                Optional.empty(),
                Optional.of("203.0.113.7:51820"),
                List.of("10.0.0.7/32", "fd00::7/128"),
                1_572_864,
                512,
                Optional.of("25"),
                Expectation.ALWAYS);
    }

    /** A gateway in this state. */
    public static GatewayStatus gateway(String name, GatewayStatus.State state) {
        boolean up = state == GatewayStatus.State.UP;
        return new GatewayStatus(
                name,
                "wg",
                state,
                NOON.minusSeconds(3600),
                Optional.of(NOON.minusSeconds(4)),
                Optional.of(Duration.ofMillis(12)),
                Duration.ofSeconds(10),
                up ? List.of("wg0", "wg1") : List.of(),
                up ? Map.of(Verdict.UP, 12, Verdict.DOWN, 1) : Map.of(),
                up ? Optional.empty() : Optional.of("'wg show all dump' was not found: install wireguard-tools"),
                up ? 0 : 3,
                PollCounts.NONE);
    }

    /** A database that can not be written. */
    public static StoreHealth sick() {
        return new StoreHealth(
                StoreHealth.State.READONLY,
                NOON.minusSeconds(60),
                Optional.of("attempt to write a readonly database: /karaf/data/tunnelwatch/alerts.db"),
                Optional.of("Make it writable; the store goes on by itself"));
    }
}
