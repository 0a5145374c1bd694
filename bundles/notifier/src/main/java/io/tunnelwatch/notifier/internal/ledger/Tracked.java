package io.tunnelwatch.notifier.internal.ledger;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert that goes through the channel, until its end was told.
 *
 * @param told whether the other side knows of it
 * @param lastToldAt when it was told last; absent when never
 * @param renotifications how many were told
 * @param recurred whether it set in again since the notice that is owed came to be, and that is to be told
 */
public record Tracked(Alert alert, boolean told, Optional<Instant> lastToldAt, int renotifications, boolean recurred) {

    static Tracked of(Alert alert) {
        return new Tracked(alert, false, Optional.empty(), 0, false);
    }

    Tracked with(Alert changed) {
        return new Tracked(changed, told, lastToldAt, renotifications, recurred);
    }

    Tracked delivered(Notice notice, Instant at) {
        return new Tracked(
                alert, true, Optional.of(at), renotifications + (notice == Notice.RENOTIFIED ? 1 : 0), false);
    }

    /** It set in again while a notice was owed. */
    Tracked recurring() {
        return new Tracked(alert, told, lastToldAt, renotifications, true);
    }

    /** After the channel gave up on a notice: the next renotification waits as if this one had arrived. */
    Tracked gaveUp(Instant at) {
        return new Tracked(alert, told, told ? Optional.of(at) : lastToldAt, renotifications, recurred);
    }

    /** The next notice that nobody has acknowledged it. */
    AlertNotice renotification(Instant at) {
        return new AlertNotice(alert, Notice.RENOTIFIED, renotifications + 1, at, Optional.empty());
    }

    AlertNotice notice(Notice notice, Instant at, Optional<String> reason) {
        return new AlertNotice(alert, notice, 0, at, reason);
    }
}
