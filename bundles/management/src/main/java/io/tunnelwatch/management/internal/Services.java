package io.tunnelwatch.management.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.Optional;

/** What the MBeans show; each may come and go. */
interface Services {

    Optional<AlertLog> log();

    Optional<AlertHistory> history();

    Optional<HistoryMaintenance> maintenance();

    Optional<WireGuardProbe> probe();

    Optional<Notifier> notifier();
}
