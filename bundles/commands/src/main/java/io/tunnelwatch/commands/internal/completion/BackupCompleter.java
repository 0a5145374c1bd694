package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.HistoryMaintenance;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** Proposes the known backups, and any file besides. */
@Service
public class BackupCompleter extends ServiceCompleter {

    private final FileCompleter files = new FileCompleter();

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        super.completeCandidates(session, line, candidates);
        files.completeCandidates(session, line, candidates);
    }

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.find(HistoryMaintenance.class).stream()
                .flatMap(maintenance -> maintenance.backups().stream())
                .map(backup -> new Proposal(
                        backup.file().toString(),
                        Times.absolute(backup.madeAt()) + ", " + backup.alerts() + " alerts"));
    }
}
