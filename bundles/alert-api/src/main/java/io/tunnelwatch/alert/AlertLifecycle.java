package io.tunnelwatch.alert;

import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import java.util.Optional;

/**
 * How one alert changes with its events: the only place that knows. The log folds its open alerts with it and the store
 * its rows, so both always agree.
 */
public final class AlertLifecycle {

    private AlertLifecycle() {}

    /** The alert that an event begins. */
    public static Alert begin(Raised raised) {
        return new Alert(
                raised.alertId(),
                raised.key(),
                raised.severity(),
                AlertState.OPEN,
                raised.peerName(),
                raised.summary(),
                raised.tags(),
                1,
                raised.at(),
                raised.at(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The alert after an event of its own. An event that does not fit (a second {@code Raised}, anything after the end,
     * a delivery) changes nothing, so the function is total: a log with a hole in it folds too.
     */
    public static Alert apply(Alert alert, OfAlert event) {
        if (!alert.isOpen()) {
            return alert;
        }
        if (event instanceof Recurred recurred) {
            return recur(alert, recurred);
        }
        if (event instanceof Acknowledged acknowledged) {
            return acknowledge(alert, AlertState.ACKNOWLEDGED, Optional.of(acknowledged));
        }
        if (event instanceof Unacknowledged) {
            return acknowledge(alert, AlertState.OPEN, Optional.empty());
        }
        if (event instanceof Resolved resolved) {
            return resolve(alert, resolved);
        }
        return alert;
    }

    private static Alert recur(Alert alert, Recurred event) {
        return new Alert(
                alert.id(),
                alert.key(),
                alert.severity(),
                alert.state(),
                alert.peerName(),
                event.summary(),
                alert.tags(),
                alert.occurrences() + 1,
                alert.raisedAt(),
                event.at(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy(),
                alert.resolvedAt(),
                alert.resolvedBy(),
                alert.silencedUntil());
    }

    private static Alert acknowledge(Alert alert, AlertState state, Optional<Acknowledged> event) {
        return new Alert(
                alert.id(),
                alert.key(),
                alert.severity(),
                state,
                alert.peerName(),
                alert.summary(),
                alert.tags(),
                alert.occurrences(),
                alert.raisedAt(),
                alert.lastSeenAt(),
                event.map(Acknowledged::at),
                event.map(Acknowledged::operator),
                alert.resolvedAt(),
                alert.resolvedBy(),
                alert.silencedUntil());
    }

    private static Alert resolve(Alert alert, Resolved event) {
        return new Alert(
                alert.id(),
                alert.key(),
                alert.severity(),
                AlertState.RESOLVED,
                alert.peerName(),
                alert.summary(),
                alert.tags(),
                alert.occurrences(),
                alert.raisedAt(),
                alert.lastSeenAt(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy(),
                Optional.of(event.at()),
                Optional.of(event.operator().orElse(Alert.TUNNELWATCH)),
                alert.silencedUntil());
    }
}
