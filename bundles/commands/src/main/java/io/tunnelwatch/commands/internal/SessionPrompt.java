package io.tunnelwatch.commands.internal;

import java.io.IOException;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;

/** Asks through a session of Karaf's shell, as Karaf's own commands do. */
final class SessionPrompt implements Prompt {

    private final Session session;

    private SessionPrompt(Session session) {
        this.session = session;
    }

    /** Absent where there is no terminal, as behind {@code bin/client 'command'}. */
    static Optional<Prompt> of(Session session) {
        return Optional.ofNullable(session.getTerminal()).map(terminal -> new SessionPrompt(session));
    }

    @Override
    public Optional<String> ask(String question) {
        try {
            return Optional.of(
                    Optional.ofNullable(session.readLine(question, null)).orElse(""));
        } catch (UnsupportedOperationException e) {
            // a script has the terminal of the session that runs it, but no keyboard
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Ctrl-C, Ctrl-D, or a connection that ended: the line reader has exceptions of its own for them
            return Optional.of("");
        }
    }
}
