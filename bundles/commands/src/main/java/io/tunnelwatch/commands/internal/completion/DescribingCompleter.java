package io.tunnelwatch.commands.internal.completion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Proposes words and says what they stand for. Karaf keeps one for all sessions. */
abstract class DescribingCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return Proposals.propose(proposals(typed(line)), session, line, candidates);
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        Proposals.describe(proposals(typed(line)), session, candidates);
    }

    /**
     * What can be proposed. Answers at once.
     *
     * @param typed the word under the cursor; proposals that do not fit it are dropped later
     */
    abstract Stream<Proposal> proposals(String typed);

    private static String typed(CommandLine line) {
        return Optional.ofNullable(line.getCursorArgument()).orElse("");
    }
}
