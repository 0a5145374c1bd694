package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.log.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events for tests: short to write, each with an id of its own. */
public final class TestEvents {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private TestEvents() {}

    public static AlertKey peer(String name) {
        return AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", name);
    }

    public static Raised raised(String peer) {
        return new Raised(
                UUID.randomUUID(),
                UUID.randomUUID(),
                NOON,
                peer(peer),
                Severity.CRITICAL,
                Optional.of(peer),
                "Peer " + peer + " is down",
                List.of());
    }

    public static Resolved ended(Raised raised) {
        return new Resolved(UUID.randomUUID(), raised.alertId(), NOON.plusSeconds(60), Optional.empty(), "handshake");
    }

    public static List<UUID> ids(List<LogEntry> entries) {
        return entries.stream()
                .map(LogEntry::event)
                .flatMap(Optional::stream)
                .map(AlertEvent::id)
                .toList();
    }
}
