package io.tunnelwatch.alert;

import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events for tests: short to write, each with an id of its own. */
final class Events {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Events() {}

    static AlertKey peer(String name) {
        return AlertKey.ofPeer(AlertKind.PEER_DOWN, "gw1", "wg0", name);
    }

    static Raised raised(UUID alert, AlertKey key) {
        return raised(alert, key, NOON);
    }

    static Raised raised(UUID alert, AlertKey key, Instant at) {
        return new Raised(
                UUID.randomUUID(), alert, at, key, Severity.CRITICAL, key.peerKey(), key + " is down", List.of());
    }

    static Recurred recurred(UUID alert, Instant at) {
        return new Recurred(UUID.randomUUID(), alert, at, "down again");
    }

    static Resolved ended(UUID alert) {
        return new Resolved(UUID.randomUUID(), alert, NOON.plusSeconds(60), Optional.empty(), "handshake");
    }

    static Resolved resolvedBy(String operator, UUID alert) {
        return new Resolved(UUID.randomUUID(), alert, NOON.plusSeconds(60), Optional.of(operator), "known");
    }

    static Acknowledged acknowledged(UUID alert) {
        return new Acknowledged(UUID.randomUUID(), alert, NOON.plusSeconds(30), "ada", Optional.empty());
    }

    static Unacknowledged unacknowledged(UUID alert) {
        return new Unacknowledged(UUID.randomUUID(), alert, NOON.plusSeconds(40), "ada", Optional.empty());
    }

    static Delivered delivered(UUID alert, Notice notice) {
        return new Delivered(UUID.randomUUID(), alert, NOON.plusSeconds(5), "email.noc", notice, Optional.empty());
    }

    static Silenced silenced(UUID silence, String gateway, Duration length) {
        return new Silenced(
                UUID.randomUUID(),
                NOON,
                new Silence(
                        silence,
                        Optional.of(gateway),
                        Optional.empty(),
                        Optional.empty(),
                        NOON,
                        NOON.plus(length),
                        "ada",
                        Optional.of("maintenance")));
    }
}
