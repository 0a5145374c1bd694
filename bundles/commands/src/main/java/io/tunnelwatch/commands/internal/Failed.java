package io.tunnelwatch.commands.internal;

/**
 * The command answered, and its answer is bad news. Only the exit status is left to say so: nothing more is printed.
 */
public final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
