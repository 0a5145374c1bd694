package io.tunnelwatch.commands.internal;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;

/** Finds out where the output of a command goes. */
final class Screens {

    private static final int STANDARD_OUTPUT = 1;
    private static final char BLOCK = '\u2588';

    private Screens() {}

    /**
     * The screen of a session. {@code System.out} is the shell's own stream for each thread, which knows of pipes.
     * {@link Session#getConsole()} does not: there go the notes, so that they are seen and no pipe takes them for data.
     * ({@code System.err} is no place for them: {@code bin/client} shows nothing of it.)
     */
    static Screen of(Session session, InstantSource clock) {
        Optional<Terminal> terminal = Optional.ofNullable(session.getTerminal()).filter(present -> !isRedirected());
        return new Screen(
                System.out,
                session.getConsole(),
                terminal.map(Screens::width).orElse(OptionalInt.empty()),
                terminal.filter(Terminal::isAnsiSupported).isPresent(),
                terminal.filter(Screens::showsBlocks).isPresent(),
                clock.instant(),
                SessionPrompt.of(session));
    }

    /** The terminal of a session as JLine has it, which Karaf's console and its SSH server both use. */
    static Optional<org.jline.terminal.Terminal> terminal(Session session) {
        return Optional.ofNullable(session.getTerminal())
                .filter(present -> !isRedirected())
                .filter(org.jline.terminal.Terminal.class::isInstance)
                .map(org.jline.terminal.Terminal.class::cast);
    }

    private static OptionalInt width(Terminal terminal) {
        int width = terminal.getWidth();
        return OptionalInt.of(width > 0 ? width : Screen.DEFAULT_WIDTH);
    }

    /** By its encoding, as Karaf decides for its own tables; Karaf's terminals are JLine's too. */
    private static boolean showsBlocks(Terminal terminal) {
        return terminal instanceof org.jline.terminal.Terminal jline
                && jline.encoding() != null
                && jline.encoding().canEncode()
                && jline.encoding().newEncoder().canEncode(BLOCK);
    }

    private static boolean isRedirected() {
        return Optional.ofNullable(Process.Utils.current())
                .map(process -> !process.isTty(STANDARD_OUTPUT))
                .orElse(false);
    }
}
