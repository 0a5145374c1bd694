package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the ids of open alerts, which the log knows without asking the database. */
@Service
public class AlertIdCompleter extends ServiceCompleter {

    @Override
    Stream<String> known(Services services, String typed) {
        return services.log().stream()
                .flatMap(log -> log.openAlerts().alerts().stream())
                .map(alert -> alert.id().toString());
    }
}
