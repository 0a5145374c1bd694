package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.log.AbsentConsumers;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the consumers that the log keeps events for though they are not here. */
@Service
public class AbsentConsumerCompleter extends ServiceCompleter {

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.log().stream()
                .flatMap(log -> AbsentConsumers.of(log).stream())
                .map(consumer -> new Proposal(consumer.id(), consumer.lag() + " events are kept for it"));
    }
}
