package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import java.util.List;
import java.util.Optional;

/** What an alert says about whom it concerns. */
record Subject(AlertKey key, Severity severity, Optional<String> peerName, List<String> tags) {

    /** A gateway or one of its interfaces. */
    static Subject of(AlertKey key) {
        return new Subject(key, key.kind().defaultSeverity(), Optional.empty(), List.of());
    }

    /** A peer; news about the configuration keep their own severity, which says that nothing is wrong. */
    static Subject ofPeer(AlertKey key, String name, Optional<PeerSettings> settings) {
        boolean news = key.kind() == AlertKind.PEER_ADDED || key.kind() == AlertKind.PEER_REMOVED;
        Severity severity = settings.flatMap(PeerSettings::severity)
                .filter(own -> !news)
                .orElse(key.kind().defaultSeverity());
        return new Subject(
                key,
                severity,
                Optional.of(name),
                settings.map(PeerSettings::tags).orElse(List.of()));
    }
}
