package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the ids of silences. */
@Service
public class SilenceIdCompleter extends ServiceCompleter {

    @Override
    Stream<String> known(Services services, String typed) {
        return services.openLog().stream()
                .flatMap(log -> log.openAlerts().silences().stream())
                .map(silence -> silence.id().toString());
    }
}
