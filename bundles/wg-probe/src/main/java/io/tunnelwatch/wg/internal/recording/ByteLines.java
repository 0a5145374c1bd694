package io.tunnelwatch.wg.internal.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a file as bytes, one at a time: a recording by hand has private and preshared keys in it, which are to
 * become no Strings. For one thread; {@link #close} clears what it holds.
 */
final class ByteLines implements AutoCloseable {

    /** A peer with a hundred thousand allowed IPs. */
    static final int LONGEST = 4 << 20;

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long number;
    private long read;
    private boolean whole;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /**
     * Turns to the next line.
     *
     * @return false when there is none
     * @throws LineTooLongException it is longer than {@link #LONGEST}
     */
    boolean next() throws IOException, LineTooLongException {
        length = 0;
        whole = false;
        number++;
        while (fill()) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            take(at, end);
            whole = end < filled;
            at = whole ? end + 1 : end;
            if (whole) {
                return true;
            }
        }
        return length > 0;
    }

    private boolean fill() throws IOException {
        if (at < filled) {
            return true;
        }
        at = 0;
        filled = Math.max(0, in.read(buffer));
        read += filled;
        return filled > 0;
    }

    private void take(int from, int to) throws LineTooLongException {
        int needed = length + to - from;
        if (needed > LONGEST) {
            throw new LineTooLongException();
        }
        if (needed > line.length) {
            byte[] longer = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
            Arrays.fill(line, (byte) 0);
            line = longer;
        }
        System.arraycopy(buffer, from, line, length, to - from);
        length = needed;
    }

    /** The number of this line, from 1. */
    long number() {
        return number;
    }

    /** How many bytes of the file were read. */
    long bytesRead() {
        return read;
    }

    /** Whether this line has an end; the last one has none when the file is cut short. */
    boolean isWhole() {
        return whole;
    }

    /** The bytes of this line, {@link #length} of them valid; no copy. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** How many tabs this line has. */
    int tabs() {
        int tabs = 0;
        for (int i = 0; i < length; i++) {
            tabs += line[i] == '\t' ? 1 : 0;
        }
        return tabs;
    }

    /** Whether this line begins so, with plain ASCII. */
    boolean startsWith(String ascii) {
        if (length < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (line[i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean startsWithDigit() {
        return length > 0 && line[0] >= '0' && line[0] <= '9';
    }

    /** The text of this line, at most so many bytes of it, without blanks at its end. */
    String text(int mostBytes) {
        int end = Math.min(length, mostBytes);
        while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\r')) {
            end--;
        }
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(buffer, (byte) 0);
        Arrays.fill(line, (byte) 0);
        in.close();
    }

    /** A line is too long to be one of a recording. */
    static final class LineTooLongException extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
