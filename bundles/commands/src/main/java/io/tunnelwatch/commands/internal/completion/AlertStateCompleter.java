package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.AlertState;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Proposes the states of alerts. */
@Service
public class AlertStateCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return Proposals.propose(Arrays.stream(AlertState.values()).map(Enum::name), session, line, candidates);
    }
}
