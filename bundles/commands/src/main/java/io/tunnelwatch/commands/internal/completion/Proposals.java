package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.text.Visible;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Proposes some texts for the word under the cursor. */
final class Proposals {

    private Proposals() {}

    /** Answers as {@link org.apache.karaf.shell.api.console.Completer#complete} does. */
    static int propose(Stream<String> texts, Session session, CommandLine line, List<String> candidates) {
        // what would need quotes, or could harm a terminal, is left to the typist
        List<String> plain = texts.filter(
                        text -> !text.isEmpty() && Visible.of(text).equals(text))
                .filter(text ->
                        text.chars().noneMatch(c -> Character.isWhitespace(c) || "\"'\\$;|{}[]()#&<>".indexOf(c) >= 0))
                .distinct()
                .toList();
        return new StringsCompleter(plain).complete(session, line, candidates);
    }
}
