package io.tunnelwatch.events.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events of every type with everything in them. */
final class Samples {

    static final UUID EPOCH = UUID.randomUUID();
    static final UUID ALERT = UUID.randomUUID();
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Optional<String> NOTE = Optional.of("on my way");

    private Samples() {}

    static Raised raised(UUID alertId) {
        return new Raised(
                UUID.randomUUID(),
                alertId,
                NOW,
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key"),
                Severity.CRITICAL,
                Optional.of("ada"),
                "ada is down",
                List.of("vip", "vpn"));
    }

    /** The life of one alert, and a silence, in order. */
    static List<AlertEvent> ofEveryType() {
        Silence silence = new Silence(
                UUID.randomUUID(),
                Optional.of("berlin"),
                Optional.of("ada"),
                Optional.of(AlertKind.PEER_DOWN),
                NOW,
                NOW.plusSeconds(60),
                "otto",
                NOTE);
        return List.of(
                raised(ALERT),
                new Recurred(UUID.randomUUID(), ALERT, NOW, "ada is down again"),
                new Unacknowledged(UUID.randomUUID(), ALERT, NOW, "otto", NOTE),
                new Acknowledged(UUID.randomUUID(), ALERT, NOW, "otto", NOTE),
                new Resolved(UUID.randomUUID(), ALERT, NOW, Optional.of("otto"), "by hand"),
                new Delivered(
                        UUID.randomUUID(), ALERT, NOW, "email.noc", Notice.RESOLVED, Optional.of("noc@example.org")),
                new DeliveryFailed(UUID.randomUUID(), ALERT, NOW, "email.noc", Notice.RESOLVED, "refused", true),
                new Silenced(UUID.randomUUID(), NOW, silence),
                new Unsilenced(UUID.randomUUID(), silence.id(), NOW, "otto", NOTE));
    }

    static LogEntry entry(long sequence, AlertEvent event) {
        return new LogEntry.Known(new Position(EPOCH, sequence), "{}", event);
    }
}
