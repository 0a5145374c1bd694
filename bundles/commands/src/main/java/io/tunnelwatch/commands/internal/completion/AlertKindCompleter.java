package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.AlertKind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the kinds of alerts with the severity that they have by default. */
@Service
public class AlertKindCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Arrays.stream(AlertKind.values())
                .map(kind -> new Proposal(kind.name(), kind.defaultSeverity().name()));
    }
}
