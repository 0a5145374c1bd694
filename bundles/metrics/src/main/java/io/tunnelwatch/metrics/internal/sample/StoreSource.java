package io.tunnelwatch.metrics.internal.sample;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** How the history's database is. */
public final class StoreSource implements Source {

    /** Its name. */
    static final String NAME = "store";

    private static final String ABSENT = "ABSENT";

    private final Supplier<Optional<AlertHistory>> history;

    /** @param history empty while it is away */
    public StoreSource(Supplier<Optional<AlertHistory>> history) {
        this.history = history;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean sample(Samples samples) {
        Optional<AlertHistory> present = history.get();
        present.ifPresent(store -> status(store.status(), samples));
        return present.isPresent();
    }

    /** For a store that did not tell. */
    static void absent(Samples samples) {
        for (StoreHealth.State state : StoreHealth.State.values()) {
            samples.put(Metric.STORE_HEALTH, false, state.name());
        }
        samples.put(Metric.STORE_HEALTH, true, ABSENT);
    }

    private static void status(StoreStatus status, Samples samples) {
        samples.putState(Metric.STORE_HEALTH, status.health().state(), StoreHealth.State.values());
        samples.put(Metric.STORE_HEALTH, false, ABSENT);
        counts(status.counts(), samples);
        status.pool().ifPresent(pool -> {
            samples.put(Metric.STORE_POOL, pool.active(), "active");
            samples.put(Metric.STORE_POOL, pool.idle(), "idle");
            samples.put(Metric.STORE_POOL_MAX, pool.max());
        });
        status.lastBackup()
                .ifPresent(backup ->
                        samples.put(Metric.STORE_LAST_BACKUP, backup.madeAt().toEpochMilli() / 1e3));
    }

    private static void counts(StoreCounts counts, Samples samples) {
        samples.put(Metric.STORE_TRANSACTIONS, counts.committed(), "committed");
        samples.put(Metric.STORE_TRANSACTIONS, counts.failed(), "failed");
        samples.put(Metric.STORE_RETRIES, counts.retries());
        for (StoreHealth.State state : StoreHealth.State.values()) {
            if (state != StoreHealth.State.AVAILABLE) {
                samples.put(Metric.STORE_FAULTS, counts.faults().getOrDefault(state, 0L), state.name());
            }
            samples.put(Metric.STORE_RECOVERIES, counts.recoveries().getOrDefault(state, 0L), state.name());
        }
    }
}
