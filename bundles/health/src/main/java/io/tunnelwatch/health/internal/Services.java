package io.tunnelwatch.health.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.Optional;

/** What the checks look at; each may come and go. */
interface Services {

    Optional<AlertLog> log();

    Optional<AlertHistory> history();

    Optional<WireGuardProbe> probe();

    Optional<Notifier> notifier();
}
