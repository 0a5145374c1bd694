package io.tunnelwatch.commands.internal.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** A terminal as Karaf's SSH server has it, with a keyboard and a screen that a test sees. */
final class FakeTerminal implements AutoCloseable {

    final Terminal terminal;
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private ScreenTerminal screen;
    private int seen;

    FakeTerminal(int columns, int rows) throws IOException {
        terminal = new ExternalTerminal("test", "xterm-256color", new PipedInputStream(keyboard), written, UTF_8);
        terminal.setSize(new Size(columns, rows));
        screen = new ScreenTerminal(columns, rows);
    }

    /** What a person sees now, without the empty lines at the end. */
    synchronized List<String> screen() {
        String all = written.toString(UTF_8);
        screen.write(all.substring(seen));
        seen = all.length();
        List<String> lines =
                screen.toString().lines().map(String::stripTrailing).toList();
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return lines.subList(0, end);
    }

    /** Everything that was ever written to it. */
    String written() {
        return written.toString(UTF_8);
    }

    void type(char key) throws IOException {
        keyboard.write(key);
        keyboard.flush();
    }

    void resize(int columns, int rows) {
        screen();
        screen.setSize(columns, rows);
        terminal.setSize(new Size(columns, rows));
    }

    void hangUp() throws IOException {
        keyboard.close();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
