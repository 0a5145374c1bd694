package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A log in memory: events with positions. */
final class TestEvents {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");

    private final TimeOrderedIds ids;
    private final UUID epoch = UUID.randomUUID();
    private final List<LogEntry> entries = new ArrayList<>();

    TestEvents() {
        this(InstantSource.system());
    }

    /** @param clock by which ids are ordered, as far as it does not go back */
    TestEvents(InstantSource clock) {
        this.ids = new TimeOrderedIds(clock);
    }

    Raised raised(String peer, Instant at) {
        return raised(AlertKind.PEER_DOWN, Severity.CRITICAL, "berlin", peer, at);
    }

    Raised raised(AlertKind kind, Severity severity, String gateway, String peer, Instant at) {
        return new Raised(
                ids.next(),
                ids.next(),
                at,
                AlertKey.ofPeer(kind, gateway, "wg0", "key-of-" + peer),
                severity,
                Optional.of(peer),
                "Peer " + peer + " is down",
                List.of("noc", "vip"));
    }

    Resolved ended(Raised raised) {
        return new Resolved(ids.next(), raised.alertId(), raised.at().plusSeconds(60), Optional.empty(), "handshake");
    }

    UUID id() {
        return ids.next();
    }

    Position positionOf(long sequence) {
        return new Position(epoch, sequence);
    }

    /** Appends, and answers what was appended as the log would hand it over. */
    List<LogEntry> append(AlertEvent... events) {
        int from = entries.size();
        for (AlertEvent event : events) {
            appendRaw(EventJson.write(event));
        }
        return List.copyOf(entries.subList(from, entries.size()));
    }

    LogEntry appendRaw(String json) {
        LogEntry entry = EventJson.read(positionOf(entries.size() + 1L), json);
        entries.add(entry);
        return entry;
    }

    List<LogEntry> all() {
        return List.copyOf(entries);
    }
}
