package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.AlertKind;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Proposes the kinds of alerts. */
@Service
public class AlertKindCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return Proposals.propose(Arrays.stream(AlertKind.values()).map(Enum::name), session, line, candidates);
    }
}
