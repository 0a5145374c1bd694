package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list, the latest raised alert first.
 *
 * @param next where the following page begins; absent when this is the last one
 */
public record AlertPage(List<Alert> alerts, Optional<PageCursor> next) {

    public AlertPage {
        alerts = List.copyOf(alerts);
    }
}
