package io.tunnelwatch.history;

/** Hears how far long work has come. Called from the thread that works; must return at once and throw nothing. */
@FunctionalInterface
public interface Progress {

    /** Nobody listens. */
    Progress NONE = (step, done, total) -> {};

    /**
     * Something was done.
     *
     * @param step what is being done, for people, in a few words: {@code copying}, {@code checking}
     * @param done how much of it is done
     * @param total how much there is to do, in the same unit; 0 when that is not known
     */
    void at(String step, long done, long total);
}
