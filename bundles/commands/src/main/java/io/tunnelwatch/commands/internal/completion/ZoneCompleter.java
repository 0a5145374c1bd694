package io.tunnelwatch.commands.internal.completion;

import java.time.ZoneId;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Proposes time zones. */
@Service
public class ZoneCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return Proposals.propose(ZoneId.getAvailableZoneIds().stream().sorted(), session, line, candidates);
    }
}
