package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.AlertState;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the states of alerts. */
@Service
public class AlertStateCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Arrays.stream(AlertState.values()).map(state -> Proposal.of(state.name()));
    }
}
