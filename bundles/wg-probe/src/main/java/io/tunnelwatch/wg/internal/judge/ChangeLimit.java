package io.tunnelwatch.wg.internal.judge;

import java.time.Duration;

/**
 * How often something may change before that is trouble.
 *
 * @param changes so many within the window are trouble; 0: it is not looked for
 * @param window without any change for so long, the trouble is over
 */
public record ChangeLimit(int changes, Duration window) {

    /** What a window may be at most, so that what is kept for it goes one day. */
    public static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** Whether it is looked for. */
    public boolean isOn() {
        return changes > 0;
    }

    /** Whether these are enough to be trouble. */
    boolean isReachedBy(ChangeTimes times, Moment now) {
        return isOn() && times.countWithin(window, now) >= changes;
    }

    /** Whether these are trouble, which it may take less to be for what is known to be. */
    public boolean holds(boolean known, ChangeTimes times, Moment now) {
        return known ? isKeptBy(times, now) : isReachedBy(times, now);
    }

    /** Whether these are enough for trouble to go on: there is one within the window. */
    public boolean isKeptBy(ChangeTimes times, Moment now) {
        return isOn() && times.countWithin(window, now) > 0;
    }
}
