package io.tunnelwatch.load.internal;

import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.TimeOrderedIds;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the events of the load. Safe for any number of threads. */
final class LoadEvents {

    /** The gateway of all its alerts. */
    static final String GATEWAY = "load";

    private final InstantSource clock;
    private final TimeOrderedIds ids;

    LoadEvents(InstantSource clock) {
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    static AlertKey key(String peer) {
        return AlertKey.ofPeer(AlertKind.PEER_DOWN, GATEWAY, "wg0", peer);
    }

    Raised raise(String peer, String summary) {
        return new Raised(
                ids.next(),
                ids.next(),
                clock.instant(),
                key(peer),
                AlertKind.PEER_DOWN.defaultSeverity(),
                Optional.of(peer),
                summary,
                List.of());
    }

    Resolved resolve(UUID alertId, String reason) {
        return new Resolved(ids.next(), alertId, clock.instant(), Optional.empty(), reason);
    }

    /** An alert of a peer that is never seen again, begun and ended at once. */
    List<OfAlert> whole(String summary) {
        Raised raised = raise("once-" + ids.next(), summary);
        return List.of(raised, resolve(raised.alertId(), summary));
    }
}
