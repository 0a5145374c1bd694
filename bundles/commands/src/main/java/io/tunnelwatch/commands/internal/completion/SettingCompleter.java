package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.wg.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;

/** Proposes the settings of a gateway, as {@code name=}; the value is typed behind it. */
@Service
public class SettingCompleter extends ServiceCompleter {

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        List<Candidate> whole = new ArrayList<>();
        super.completeCandidates(session, line, whole);
        // no blank behind it: the word goes on
        whole.forEach(
                candidate -> candidates.add(new Candidate(candidate.value().strip(), false)));
    }

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.find(Recordings.class).stream()
                .flatMap(recordings -> recordings.settings().stream())
                .map(name -> Proposal.of(name + "="));
    }
}
