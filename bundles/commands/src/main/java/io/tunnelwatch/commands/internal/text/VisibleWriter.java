package io.tunnelwatch.commands.internal.text;

import java.io.IOException;
import java.io.Writer;

/**
 * Makes lines from outside harmless on a terminal (see {@link Visible}), a whole line at a time. Line ends stay as they
 * are. Closing it leaves the writer behind it open.
 */
public final class VisibleWriter extends Writer {

    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    /** Passes lines on to a writer. */
    public VisibleWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] buffer, int from, int length) throws IOException {
        for (int at = from; at < from + length; at++) {
            line.append(buffer[at]);
            if (buffer[at] == '\n') {
                passOn();
            }
        }
    }

    private void passOn() throws IOException {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        out.write(Visible.of(line.substring(0, end)));
        out.append(line, end, line.length());
        line.setLength(0);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Passes the rest of a line on. */
    @Override
    public void close() throws IOException {
        passOn();
        out.flush();
    }
}
