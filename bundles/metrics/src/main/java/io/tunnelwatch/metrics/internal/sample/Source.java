package io.tunnelwatch.metrics.internal.sample;

/** A part of Tunnelwatch that has numbers to tell. */
public interface Source {

    /** Its name in the label {@code source}. */
    String name();

    /**
     * Tells its numbers. Called in a thread that may wait, never twice at once.
     *
     * @return false when the part is not there; nothing was told
     */
    boolean sample(Samples samples);
}
