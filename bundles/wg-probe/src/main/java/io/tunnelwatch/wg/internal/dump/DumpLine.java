package io.tunnelwatch.wg.internal.dump;

import java.nio.charset.StandardCharsets;

/**
 * One line of a dump in place: where its columns begin and end. It makes a String only of the column that it is asked
 * for, so that private and preshared keys stay in the caller's bytes. Reused for each line; for one thread.
 */
final class DumpLine {

    /** The first columns, which have a meaning; of the others only the last one counts. */
    private static final int COLUMNS_KEPT = 9;

    private static final long MAX_TENTH = Long.MAX_VALUE / 10;

    private final byte[] bytes;
    private final int[] starts = new int[COLUMNS_KEPT];
    private final int[] ends = new int[COLUMNS_KEPT];
    private int number;
    private int count;
    private int lastStart;
    private int end;

    DumpLine(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Turns to the line that begins at {@code start}, without its end of line.
     *
     * @param length of the text
     * @return where the next line begins
     */
    int set(int lineNumber, int start, int length) {
        number = lineNumber;
        count = 0;
        lastStart = start;
        int i = start;
        while (i < length && bytes[i] != '\n') {
            if (bytes[i] == '\t') {
                addColumn(i);
                lastStart = i + 1;
            }
            i++;
        }
        end = i;
        while (end > lastStart && bytes[end - 1] == '\r') {
            end--;
        }
        addColumn(end);
        return i + 1;
    }

    private void addColumn(int columnEnd) {
        if (count < COLUMNS_KEPT) {
            starts[count] = lastStart;
            ends[count] = columnEnd;
        }
        count++;
    }

    /** How many columns the line has. */
    int count() {
        return count;
    }

    boolean isBlank() {
        if (count > 1) {
            return false;
        }
        for (int i = lastStart; i < end; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    int length(int column) {
        return ends[column] - starts[column];
    }

    boolean isKey(int column) {
        return Base64Key.is(bytes, starts[column], ends[column]);
    }

    /** Whether the column's text is this; false as well where either is not plain ASCII. */
    boolean is(int column, String ascii) {
        return isBetween(starts[column], ends[column], ascii);
    }

    /** The {@link String#hashCode} of the column's text, if that is plain ASCII. */
    int hash(int column) {
        int hash = 0;
        for (int i = starts[column]; i < ends[column]; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Whether the column holds no value: empty, {@code (none)}, or AmneziaWG's {@code (null)}. */
    boolean isNone(int column) {
        return length(column) == 0 || is(column, "(none)") || is(column, "(null)");
    }

    /** Whether the last column is a firewall mark as {@code wg} prints it: {@code off} or {@code 0x..}. */
    boolean endsWithFwmark() {
        if (isBetween(lastStart, end, "off")) {
            return true;
        }
        if (end - lastStart < 3 || bytes[lastStart] != '0' || bytes[lastStart + 1] != 'x') {
            return false;
        }
        for (int i = lastStart + 2; i < end; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text between two places is this; false as well where either is not plain ASCII. */
    boolean isBetween(int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The column's text, at most so many bytes of it. */
    String text(int column, int maxBytes) {
        return new String(bytes, starts[column], Math.min(length(column), maxBytes), StandardCharsets.UTF_8);
    }

    /** Refuses the line when a column that is to be a public key is none. */
    void requireKey(int column) throws DumpException {
        if (!isKey(column)) {
            throw refused("column " + (column + 1) + " is no public key of 44 characters in base64");
        }
    }

    /** The column's public key, which it has. The only text of the shape of a key that is ever made. */
    String publicKey(int column) {
        return new String(bytes, starts[column], Base64Key.LENGTH, StandardCharsets.ISO_8859_1);
    }

    /** Refuses the line when a column that is about to become text holds a key: the columns are shifted. */
    void refuseKey(int column) throws DumpException {
        if (isKey(column)) {
            throw refused("column " + (column + 1) + " holds a key where none belongs");
        }
    }

    /** The place of the comma that ends the column's part which begins at {@code from}, else of the column's end. */
    int partEnd(int column, int from) {
        int i = from;
        while (i < ends[column] && bytes[i] != ',') {
            i++;
        }
        return i;
    }

    int start(int column) {
        return starts[column];
    }

    int end(int column) {
        return ends[column];
    }

    String textBetween(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The column's whole number, 0 and more. */
    long number(int column, String what) throws DumpException {
        if (length(column) == 0) {
            throw refused(what + " (column " + (column + 1) + ") is empty");
        }
        long value = 0;
        for (int i = starts[column]; i < ends[column]; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw refused(what + " (column " + (column + 1) + ") is no number");
            }
            if (value > MAX_TENTH || (value == MAX_TENTH && digit > 7)) {
                throw refused(what + " (column " + (column + 1) + ") is too large");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The column's port, 0 when it is none: what else the line says is worth more than its port. */
    int portOrZero(int column) {
        int port = 0;
        for (int i = starts[column]; i < ends[column]; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || port * 10 + digit > 0xffff) {
                return 0;
            }
            port = port * 10 + digit;
        }
        return port;
    }

    DumpException refused(String cause) {
        return new DumpException(number, cause);
    }
}
