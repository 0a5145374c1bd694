package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.Services;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the ids of silences with what they are for and why. */
@Service
public class SilenceIdCompleter extends ServiceCompleter {

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.openLog().stream()
                .flatMap(log -> log.openAlerts().silences().stream())
                .map(silence -> new Proposal(silence.id().toString(), description(silence)));
    }

    private static String description(Silence silence) {
        String matched = Stream.of(
                        silence.gateway(), silence.peer(), silence.kind().map(AlertKind::name))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return (matched.isEmpty() ? "all alerts" : matched)
                + silence.note().map(note -> ": " + note).orElse("");
    }
}
