package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.Strips.State;
import io.tunnelwatch.store.internal.query.AlertRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What happened to one peer, from its alerts in the order of raising; as {@link PeerTimes} counts it. For one thread.
 */
final class PeerSpans {

    private final Period period;
    private final List<Span> spans = new ArrayList<>();
    private boolean seen;
    private OptionalLong removedAt = OptionalLong.empty();

    PeerSpans(Period period) {
        this.period = period;
    }

    /** Adds an alert that touches the period. */
    void add(AlertRow alert) {
        long start = period.start(alert);
        switch (alert.kind()) {
            case PEER_DOWN, PEER_NEVER -> down(State.DOWN, alert);
            case PEER_FLAPPING -> down(State.FLAPPING, alert);
            case PEER_REMOVED -> removedAt = removedAt.isPresent() ? removedAt : OptionalLong.of(start);
            case PEER_ADDED -> {
                removedAt = seen ? removedAt : OptionalLong.of(period.from());
                isThere(start);
            }
            default -> isThere(start);
        }
        seen = true;
    }

    /** All of them, once all alerts have been added. */
    List<Span> spans() {
        isThere(period.to());
        return spans;
    }

    private void down(State state, AlertRow alert) {
        isThere(period.start(alert));
        spans.add(new Span(state, period.start(alert), period.end(alert)));
    }

    private void isThere(long time) {
        removedAt.ifPresent(removed -> spans.add(new Span(State.UNKNOWN, removed, time)));
        removedAt = OptionalLong.empty();
    }
}
