package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.text.Columns;
import io.tunnelwatch.commands.internal.text.Visible;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Proposes words for the one under the cursor, as {@link org.apache.karaf.shell.api.console.Completer} wants them. */
final class Proposals {

    private static final int DEFAULT_WIDTH = 80;
    private static final int LEAST_DESCRIPTION = 20;

    /** What the shell puts around a description: blanks and brackets. */
    private static final int AROUND = 6;

    private Proposals() {}

    /** The words alone. */
    static int propose(Stream<Proposal> proposals, Session session, CommandLine line, List<String> candidates) {
        List<String> words = plain(proposals).map(Proposal::word).distinct().toList();
        return new StringsCompleter(words).complete(session, line, candidates);
    }

    /** The words with what they stand for, on one line of the terminal each. */
    static void describe(Stream<Proposal> proposals, Session session, List<Candidate> candidates) {
        int width = Optional.ofNullable(session.getTerminal())
                .map(Terminal::getWidth)
                .filter(columns -> columns > 0)
                .orElse(DEFAULT_WIDTH);
        plain(proposals).map(proposal -> candidate(proposal, width)).forEach(candidates::add);
    }

    /** What would need quotes, or could harm a terminal, is left to the typist. */
    private static Stream<Proposal> plain(Stream<Proposal> proposals) {
        return proposals
                .filter(proposal -> !proposal.word().isEmpty()
                        && Visible.of(proposal.word()).equals(proposal.word()))
                .filter(proposal -> proposal.word()
                        .chars()
                        .noneMatch(c -> Character.isWhitespace(c) || "\"'\\$;|{}[]()#&<>".indexOf(c) >= 0));
    }

    private static Candidate candidate(Proposal proposal, int width) {
        String word = proposal.word();
        int room = Math.max(LEAST_DESCRIPTION, width - Columns.of(word) - AROUND);
        String description = Columns.fit(Visible.of(proposal.description()), room);
        return new Candidate(word, word, null, description.isEmpty() ? null : description, null, null, true);
    }
}
