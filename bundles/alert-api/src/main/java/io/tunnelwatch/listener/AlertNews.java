package io.tunnelwatch.listener;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.log.Position;
import java.util.Optional;

/**
 * One event of the log, and what it is about.
 *
 * @param position where the event stands in the log
 * @param event what happened. Its {@link AlertEvent#id()} is the same when it is brought again
 * @param alert the alert as it stands behind the event. One that was raised before the listener came, or while it was
 *     away, may by then have recurred more often than the event says. Absent for events of silences, and for those of
 *     alerts that are over and that nobody remembers
 */
public record AlertNews(Position position, AlertEvent event, Optional<Alert> alert) {}
