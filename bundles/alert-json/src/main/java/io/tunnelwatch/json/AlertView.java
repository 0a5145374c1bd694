package io.tunnelwatch.json;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.ListedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An alert as shell, REST and exports show it, with the names of the contract.
 *
 * @param pending whether the history lacks the latest of it
 */
public record AlertView(
        UUID id,
        AlertKind kind,
        Severity severity,
        AlertState state,
        Optional<String> gateway,
        Optional<String> interfaceName,
        Optional<String> peerKey,
        Optional<String> peerName,
        String summary,
        int occurrences,
        Instant raisedAt,
        Instant lastSeenAt,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy,
        Optional<Instant> silencedUntil,
        boolean pending,
        List<String> tags) {

    /** The view of a listed alert. */
    public static AlertView of(ListedAlert listed) {
        Alert alert = listed.alert();
        return new AlertView(
                alert.id(),
                alert.key().kind(),
                alert.severity(),
                alert.state(),
                alert.key().gateway(),
                alert.key().interfaceName(),
                alert.key().peerKey(),
                alert.peerName(),
                alert.summary(),
                alert.occurrences(),
                alert.raisedAt(),
                alert.lastSeenAt(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy(),
                alert.resolvedAt(),
                alert.resolvedBy(),
                alert.silencedUntil(),
                listed.pending(),
                alert.tags());
    }
}
