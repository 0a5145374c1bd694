package io.tunnelwatch.wg.internal.dump;

/**
 * A text is no dump. The message names the line and the cause, and never repeats what a column holds: a line that is
 * out of shape may have a key anywhere.
 */
public final class DumpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int lineNumber;

    /**
     * @param lineNumber from 1
     * @param cause what is wrong with that line, without its content
     */
    public DumpException(int lineNumber, String cause) {
        super("line " + lineNumber + " of the dump: " + cause);
        this.lineNumber = lineNumber;
    }

    /** The line that could not be read, from 1. */
    public int lineNumber() {
        return lineNumber;
    }
}
