package io.tunnelwatch.log;

/**
 * The events do not fit what is open now: somebody else was first. Nothing was written; look again and decide again.
 */
public final class StaleStateException extends AppendRefusedException {

    private static final long serialVersionUID = 1L;

    /** @param objection which event does not fit, and why */
    public StaleStateException(String objection) {
        super("The events no longer fit what is open: " + objection);
    }
}
