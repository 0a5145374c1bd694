package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.store.internal.query.Place;

/**
 * What one run retires: resolved alerts that ended before a time, and those whose place in the list is before another.
 * Only an alert that was raised before {@link #end} can be one of them.
 *
 * @param endedBefore a time as the tables have it; empty when age does not count
 * @param raisedBefore the place of the oldest alert that is kept for its number; the beginning when that does not count
 */
record Bounds(String endedBefore, Place raisedBefore) {

    static final String NEVER = "";

    /** Whether this alert goes. */
    boolean retire(Candidate alert) {
        return alert.isResolved()
                && (alert.endedAt().compareTo(endedBefore) < 0 || alert.place().compareTo(raisedBefore) < 0);
    }

    /** No alert from this place on goes: none ends before it was raised. */
    Place end() {
        Place byAge = new Place(endedBefore, "");
        return byAge.compareTo(raisedBefore) > 0 ? byAge : raisedBefore;
    }

    /** What else the history holds of the time before, of no alert that it has, says nothing any more. */
    String horizon() {
        return end().raisedAt();
    }
}
