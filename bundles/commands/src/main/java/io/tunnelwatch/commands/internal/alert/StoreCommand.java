package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Times;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:store}. A database that is sick is no failure of this command: it answered. */
@Service
@Command(
        scope = "alert",
        name = "store",
        description = "Shows how the history database is, and how far it is behind the log.")
public class StoreCommand extends TunnelwatchAction {

    @Override
    public void run(Services services, Screen screen) {
        StoreDocument store = StoreDocument.of(services.requireHistory().status(), services.log());
        if (json()) {
            screen.json(store);
        } else {
            screen.print(fields(store, screen.times()));
        }
    }

    private static Fields fields(StoreDocument store, Times times) {
        return new Fields()
                .add("State", store.state())
                .add("Since", times.both(store.since()))
                .add("Cause", store.cause())
                .add("Hint", store.hint())
                .add("URL", store.url())
                .add("Schema version", store.schemaVersion())
                .add("Pragmas", pragmas(store))
                .add(
                        "Pool",
                        store.pool()
                                .map(pool ->
                                        pool.active() + " active, " + pool.idle() + " idle, at most " + pool.max()))
                .add("Position", store.position())
                .add("Lag", store.lag().map(lag -> lag + (lag == 1 ? " event" : " events")))
                .add(
                        "Last fault",
                        store.lastFault()
                                .map(fault -> fault.state() + ", " + times.both(fault.at()) + ": " + fault.cause()))
                .add(
                        "Last recovery",
                        store.lastRecovery()
                                .map(recovery -> "from " + recovery.from() + ", " + times.both(recovery.at()) + ": "
                                        + recovery.action()))
                .add("Last backup", store.lastBackup().map(times::both).orElse("none is known"));
    }

    private static Optional<String> pragmas(StoreDocument store) {
        return Optional.of(store.pragmas().entrySet().stream()
                        .map(pragma -> pragma.getKey() + "=" + pragma.getValue())
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }
}
