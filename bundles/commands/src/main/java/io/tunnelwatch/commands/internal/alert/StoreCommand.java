package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.json.StoreDocument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:store}. A database that is sick is no failure of this command: it answered. */
@Service
@Command(
        scope = "alert",
        name = "store",
        description = "Shows how the history database is, how far it is behind the log, and its backups.",
        detailedDescription =
                """
                Examples:
                  alert:store
                  alert:store --json""")
public class StoreCommand extends TunnelwatchAction {

    @Override
    public void run(Services services, Screen screen) {
        StoreStatus status = services.requireHistory().status();
        StoreDocument store = StoreDocument.of(status, services.log());
        if (json()) {
            screen.json(store);
        } else {
            screen.print(StoreFields.of(store, status.quarantine(), screen.times()));
        }
    }
}
