package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.commands.internal.Services;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the ids of open alerts with gateway and summary, which the log knows without asking the database. */
@Service
public class AlertIdCompleter extends ServiceCompleter {

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.openLog().stream()
                .flatMap(log -> log.openAlerts().alerts().stream())
                .sorted(Comparator.comparing(Alert::raisedAt).reversed())
                .map(alert -> new Proposal(alert.id().toString(), description(alert)));
    }

    private static String description(Alert alert) {
        return alert.key().gateway().map(gateway -> gateway + ": ").orElse("") + alert.summary();
    }
}
