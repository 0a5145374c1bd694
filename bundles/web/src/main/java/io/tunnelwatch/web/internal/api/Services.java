package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.web.internal.http.Problem;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.Optional;

/** The services that the API shows, each asked for when it is needed: any of them may come and go. */
public interface Services {

    /** The alert log, if its bundle is there. */
    Optional<AlertLog> log();

    /** The alert history, if its bundle is there. */
    Optional<AlertHistory> history();

    /** The probe, if its bundle is there. */
    Optional<WireGuardProbe> probe();

    /** The notifier, if its bundle is there. */
    Optional<Notifier> notifier();

    /** The log, if it knows what is open. */
    default Optional<AlertLog> openLog() {
        return log().filter(AlertLog::isOpen);
    }

    /** The alerts of log and history, of whatever is there. */
    default AlertListing listing() {
        if (openLog().isEmpty() && history().isEmpty()) {
            throw absent("neither the alert log nor the alert history");
        }
        return new AlertListing(openLog(), history());
    }

    /** The log, or a problem. */
    default AlertLog requireOpenLog() {
        return openLog().orElseThrow(() -> absent("no alert log that could be opened"));
    }

    /** Something that is needed is not here. */
    static Problem absent(String what) {
        return new Problem(503, "There is " + what + " now").withHeader("Retry-After", "10");
    }
}
