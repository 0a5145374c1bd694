package io.tunnelwatch.commands.internal.live;

import io.tunnelwatch.commands.internal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * A terminal that is drawn on as a whole. It draws on the terminal's other screen, as {@code less} does, so that
 * closing it leaves everything as it was. For one thread.
 */
final class LiveTerminal implements AutoCloseable {

    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final Size UNKNOWN = new Size(80, 24);

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private Size size;

    private LiveTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        this.display = new Display(terminal, true);
        this.size = terminalSize();
    }

    /**
     * Takes the terminal.
     *
     * @throws Refusal it has no other screen, or can not move its cursor
     */
    static LiveTerminal open(Terminal terminal) {
        if (terminal.getStringCapability(Capability.enter_ca_mode) == null
                || terminal.getStringCapability(Capability.cursor_address) == null) {
            throw new Refusal("A terminal of the type '" + terminal.getType() + "' can not be redrawn");
        }
        LiveTerminal live = new LiveTerminal(terminal);
        // Ctrl-C comes as a character: as a signal it would bring the prompt back before the screen is put back
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        live.display.resize(live.size.getRows(), live.size.getColumns());
        return live;
    }

    int columns() {
        return size.getColumns();
    }

    int rows() {
        return size.getRows();
    }

    /** Whether it has another size since this was asked last. */
    boolean isResized() {
        Size now = terminalSize();
        if (now.equals(size)) {
            return false;
        }
        size = now;
        display.resize(now.getRows(), now.getColumns());
        // what terminals make of lines that were there differs: begin with an empty screen
        display.clear();
        return true;
    }

    /** Shows these lines and nothing else; only what differs is written, at once. */
    void draw(List<String> lines) {
        display.update(
                lines.stream()
                        .map(AttributedString::fromAnsi)
                        .map(line -> line.columnSubSequence(0, columns()))
                        .toList(),
                0);
    }

    /**
     * Waits for a key.
     *
     * @return whether it is one that ends ({@code q}, Ctrl-C, Ctrl-D), or the terminal is gone
     */
    boolean isEnded(Duration patience) {
        try {
            int key = terminal.reader().read(patience.toMillis());
            return key == NonBlockingReader.EOF || key == 'q' || key == 'Q' || key == CTRL_C || key == CTRL_D;
        } catch (IOException e) {
            // closed, or Karaf interrupts the session
            return true;
        }
    }

    @Override
    public void close() {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.setAttributes(before);
        terminal.flush();
    }

    private Size terminalSize() {
        int columns = terminal.getWidth();
        int rows = terminal.getHeight();
        return new Size(columns > 0 ? columns : UNKNOWN.getColumns(), rows > 0 ? rows : UNKNOWN.getRows());
    }
}
