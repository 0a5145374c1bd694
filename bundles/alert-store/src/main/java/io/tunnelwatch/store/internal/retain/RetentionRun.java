package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.StoredTime;
import io.tunnelwatch.store.internal.query.Place;
import io.tunnelwatch.store.internal.query.Sql;
import io.tunnelwatch.store.internal.retain.Phase.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Takes out of the history what settings let go at one time, and gives pages of the file back: slice by slice, each a
 * transaction of its own that leaves everything whole. What a slice that failed leaves is for another run.
 */
final class RetentionRun {

    /** The index has some 40 alerts in a page. */
    private static final int ALERTS_AT_ONCE = 8192;

    private static final String PLACE = "SELECT raised_at, id FROM alert INDEXED BY alert_by_time"
            + " WHERE (raised_at, id) < (?, ?) ORDER BY raised_at DESC, id DESC LIMIT 1 OFFSET ?";

    private final Transactions transactions;
    private final LongSupplier nanos;
    private final Queue<Step> steps = new ArrayDeque<>();
    private Retired retired = Retired.NOTHING;

    private record Step(Phase phase, Pace pace) {}

    private RetentionRun(Transactions transactions, LongSupplier nanos, Bounds bounds) {
        this.transactions = transactions;
        this.nanos = nanos;
        steps.add(new Step(new RetireAlerts(bounds), new Pace(16, 2000)));
        steps.add(new Step(new RetireOrphans(bounds.horizon()), new Pace(64, 2000)));
        OldRows.before(bounds.horizon()).forEach(phase -> steps.add(new Step(phase, new Pace(64, 2000))));
        steps.add(new Step(new Texts(), new Pace(1, 64)));
        steps.add(new Step(new FilePages(), new Pace(16, 4096)));
    }

    /** Begins: looks which alerts go, without taking any out. */
    static RetentionRun begin(Transactions transactions, LongSupplier nanos, RetentionSettings settings, Instant now) {
        String endedBefore = settings.days()
                .map(days -> StoredTime.of(now.minus(Duration.ofDays(days))))
                .orElse(Bounds.NEVER);
        Place raisedBefore = settings.maxAlerts()
                .flatMap(most -> oldestOf(transactions, most))
                .orElse(Place.BEGINNING);
        return new RetentionRun(transactions, nanos, new Bounds(endedBefore, raisedBefore));
    }

    /** The oldest of so many newest alerts; empty when there are not so many. No transaction reads for long. */
    private static Optional<Place> oldestOf(Transactions transactions, long newest) {
        Place place = Place.END;
        for (long left = newest; left > 0; ) {
            long step = Math.min(left, ALERTS_AT_ONCE);
            Place from = place;
            List<Object[]> found = transactions.required(entityManager ->
                    Sql.of(PLACE, from.raisedAt(), from.id(), step - 1).rows(entityManager));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            place = new Place((String) found.get(0)[0], (String) found.get(0)[1]);
            left -= step;
        }
        return Optional.of(place);
    }

    /**
     * Does one slice.
     *
     * @return how long it took from its turn on
     */
    long next() {
        Step step = steps.element();
        AtomicLong begin = new AtomicLong();
        Slice slice = transactions.required(entityManager -> {
            begin.set(nanos.getAsLong());
            return step.phase().next(entityManager, step.pace().size());
        });
        long took = nanos.getAsLong() - begin.get();
        step.pace().took(took);
        retired = retired.plus(slice.retired());
        if (!slice.more()) {
            steps.remove();
        }
        return took;
    }

    boolean isOver() {
        return steps.isEmpty();
    }

    /** What it has done so far. */
    Retired retired() {
        return retired;
    }
}
