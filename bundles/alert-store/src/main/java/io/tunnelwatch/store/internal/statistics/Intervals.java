package io.tunnelwatch.store.internal.statistics;

import java.util.Arrays;

/**
 * Spans of time that neither touch nor overlap, in order, each from its start up to its end, not in it. In
 * milliseconds. For one thread.
 */
final class Intervals {

    private static final int FIRST_ROOM = 4;

    private long[] starts = new long[FIRST_ROOM];
    private long[] ends = new long[FIRST_ROOM];
    /** How much lies before each of them. */
    private long[] before = new long[FIRST_ROOM];

    private int size;

    /** All that lies in one or the other. */
    static Intervals union(Intervals one, Intervals other) {
        Intervals union = new Intervals();
        int i = 0;
        int j = 0;
        while (i < one.size || j < other.size) {
            if (j == other.size || i < one.size && one.starts[i] <= other.starts[j]) {
                union.add(one.starts[i], one.ends[i]);
                i++;
            } else {
                union.add(other.starts[j], other.ends[j]);
                j++;
            }
        }
        return union;
    }

    /** Adds a span; an empty one is nothing. None may start before the one that was added last. */
    void add(long start, long end) {
        if (end <= start) {
            return;
        }
        if (size > 0 && start <= ends[size - 1]) {
            if (start < starts[size - 1]) {
                throw new IllegalArgumentException(start + " is before " + starts[size - 1]);
            }
            ends[size - 1] = Math.max(end, ends[size - 1]);
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            before = Arrays.copyOf(before, size * 2);
        }
        before[size] = total();
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** How long they are together. */
    long total() {
        return size == 0 ? 0 : before[size - 1] + ends[size - 1] - starts[size - 1];
    }

    /** How much of a span they cover. */
    long within(long start, long end) {
        return end <= start ? 0 : upTo(end) - upTo(start);
    }

    private long upTo(long time) {
        int found = Arrays.binarySearch(starts, 0, size, time);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? 0 : before[last] + Math.min(time, ends[last]) - starts[last];
    }
}
