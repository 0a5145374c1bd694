package io.tunnelwatch.store.internal.query;

/**
 * How many rows one transaction looks at: few at first, which is enough for most pages, then more and more.
 *
 * @param first of the first transaction
 * @param largest of any; it bounds how long a writer waits
 */
public record SliceSizes(int first, int largest) {

    /** A row takes from one to five microseconds. */
    static final SliceSizes DEFAULT = new SliceSizes(256, 16_384);

    private static final int GROWTH = 4;

    int after(int size) {
        return Math.min(size * GROWTH, largest);
    }

    /** For each of several walks that begin with as many rows together as one. */
    SliceSizes sharedBy(int walks) {
        return new SliceSizes(Math.max(1, first / walks), largest);
    }
}
