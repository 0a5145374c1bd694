package io.tunnelwatch.wg.internal.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * When something changed, oldest first: the latest {@value #MOST} times, so that it stays small whatever happens. Each
 * is known on both clocks; the monotonic one counts, the other is for the next process. Immutable.
 */
public final class ChangeTimes {

    /** How many are kept, and so the greatest number that a setting may ask for. */
    public static final int MOST = 20;

    /** Nothing changed. */
    public static final ChangeTimes NONE = new ChangeTimes(new long[0], new long[0]);

    private final long[] nanos;
    private final long[] epochSeconds;

    private ChangeTimes(long[] nanos, long[] epochSeconds) {
        this.nanos = nanos;
        this.epochSeconds = epochSeconds;
    }

    /** What an earlier process knew. Only here the wall clock is asked; what it puts into the future was just now. */
    static ChangeTimes restored(List<Instant> times, Moment now) {
        if (times.isEmpty()) {
            return NONE;
        }
        List<Instant> latest = times.subList(Math.max(0, times.size() - MOST), times.size());
        long nowSeconds = now.wall().getEpochSecond();
        long[] epochSeconds = latest.stream().mapToLong(Instant::getEpochSecond).toArray();
        long[] nanos = LongStream.of(epochSeconds)
                .map(at -> now.nanos()
                        - Duration.ofSeconds(Math.max(0, Math.min(nowSeconds - at, Judge.OLDEST.toSeconds())))
                                .toNanos())
                .toArray();
        return new ChangeTimes(nanos, epochSeconds);
    }

    /** These, or none of them once the latest is older than any limit asks for. */
    ChangeTimes recent(Moment now) {
        boolean old = nanos.length > 0 && now.nanos() - nanos[nanos.length - 1] > ChangeLimit.LONGEST_WINDOW.toNanos();
        return old ? NONE : this;
    }

    /** These and one more. */
    ChangeTimes plus(Moment now) {
        int kept = Math.min(nanos.length, MOST - 1);
        long[] moreNanos = new long[kept + 1];
        long[] moreSeconds = new long[kept + 1];
        System.arraycopy(nanos, nanos.length - kept, moreNanos, 0, kept);
        System.arraycopy(epochSeconds, epochSeconds.length - kept, moreSeconds, 0, kept);
        moreNanos[kept] = now.nanos();
        moreSeconds[kept] = now.wall().getEpochSecond();
        return new ChangeTimes(moreNanos, moreSeconds);
    }

    /** These without the latest one. */
    ChangeTimes withoutLatest() {
        if (nanos.length <= 1) {
            return NONE;
        }
        return new ChangeTimes(
                Arrays.copyOf(nanos, nanos.length - 1), Arrays.copyOf(epochSeconds, epochSeconds.length - 1));
    }

    /** How many there were in this time; at most {@value #MOST}. */
    public int countWithin(Duration window, Moment now) {
        int count = 0;
        for (long at : nanos) {
            if (now.nanos() - at < window.toNanos()) {
                count++;
            }
        }
        return count;
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return nanos.length == 0;
    }

    /** The times by the wall clock, in whole seconds. */
    List<Instant> instants() {
        return LongStream.of(epochSeconds).mapToObj(Instant::ofEpochSecond).toList();
    }
}
