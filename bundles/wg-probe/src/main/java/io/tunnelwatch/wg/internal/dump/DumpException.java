package io.tunnelwatch.wg.internal.dump;

/**
 * A text is no dump. The message names the line and the cause, and never repeats what a column holds: a line that is
 * out of shape may have a key anywhere.
 */
public final class DumpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int lineNumber;
    private final String problem;

    /**
     * @param lineNumber from 1
     * @param problem what is wrong with that line, without its content
     */
    public DumpException(int lineNumber, String problem) {
        super("line " + lineNumber + " of the dump: " + problem);
        this.lineNumber = lineNumber;
        this.problem = problem;
    }

    /** The line that could not be read, from 1. */
    public int lineNumber() {
        return lineNumber;
    }

    /** What is wrong with it, without its number. */
    public String problem() {
        return problem;
    }
}
