package io.tunnelwatch.wg.internal.judge;

import java.util.Optional;

/**
 * How a peer was lost and came back. A loss that belongs to an outage of its gateway is not its own, so neither that
 * nor the return from it counts.
 *
 * @param times when it was lost and when it came back, each of them a change
 * @param lost whether it is DOWN, by the latest of these changes
 * @param returned when it was last seen to come back, from whatever loss, in this process
 */
public record Flaps(ChangeTimes times, boolean lost, Optional<Moment> returned) {

    /** It was never lost. */
    static final Flaps NONE = new Flaps(ChangeTimes.NONE, false, Optional.empty());

    /** Without what is too long ago to count. */
    Flaps recent(Moment now) {
        ChangeTimes recent = times.recent(now);
        return recent == times ? this : new Flaps(recent, lost, returned);
    }

    /** It is DOWN, and was not at the look before. */
    Flaps lost(Moment now) {
        return new Flaps(times.plus(now), true, returned);
    }

    /** It is UP, and was DOWN at the look before. */
    Flaps back(Moment now) {
        return new Flaps(lost ? times.plus(now) : times, false, Optional.of(now));
    }

    /** It is no longer asked to be there. */
    Flaps excused() {
        return lost ? new Flaps(times, false, returned) : this;
    }

    /** The loss that goes on turns out to be that of its gateway. */
    public Flaps shared() {
        return lost ? new Flaps(times.withoutLatest(), false, returned) : this;
    }
}
