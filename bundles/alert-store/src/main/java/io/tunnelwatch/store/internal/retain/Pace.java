package io.tunnelwatch.store.internal.retain;

/**
 * How much one slice does, so that it takes about {@value #TARGET_MILLIS} ms with its commit: as long as that, and not
 * longer, the projection may have to wait. What a row or a page takes is of the disk and of the file, so it is
 * measured: the next slice is as large as the latest one was in that time.
 */
final class Pace {

    static final int TARGET_MILLIS = 20;

    private static final double TARGET_NANOS = TARGET_MILLIS * 1e6;

    /** One slice that was quick by chance must not make the next one long. */
    private static final int GROWTH = 2;

    private final int largest;
    private int size;

    /** @param first of the first slice, of which nothing is known */
    Pace(int first, int largest) {
        this.size = first;
        this.largest = largest;
    }

    int size() {
        return size;
    }

    /** The latest slice took so long. */
    void took(long nanos) {
        double fitting = size * TARGET_NANOS / Math.max(1, nanos);
        size = (int) Math.max(1, Math.min(fitting, Math.min((long) size * GROWTH, largest)));
    }
}
