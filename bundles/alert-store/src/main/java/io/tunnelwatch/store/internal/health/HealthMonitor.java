package io.tunnelwatch.store.internal.health;

import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the database is: told by everybody who uses it, logged once at each change. Safe for any number of threads. */
public final class HealthMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final InstantSource clock;
    private StoreHealth health;
    private Instant unavailableSince;
    private Optional<StoreStatus.Fault> lastFault = Optional.empty();
    private Optional<StoreStatus.Recovery> lastRecovery = Optional.empty();
    private final Map<StoreHealth.State, Long> faults = new EnumMap<>(StoreHealth.State.class);
    private final Map<StoreHealth.State, Long> recoveries = new EnumMap<>(StoreHealth.State.class);
    private long retries;

    public HealthMonitor(InstantSource clock) {
        this.clock = clock;
        this.unavailableSince = clock.instant();
        this.health = new StoreHealth(
                StoreHealth.State.MISSING,
                clock.instant(),
                Optional.of("the database has not been opened yet"),
                Optional.of("It is opened as soon as the alert log and the data source are there"));
    }

    /**
     * Something failed for the database.
     *
     * @return whether it was available until now
     */
    public synchronized boolean failed(Fault fault) {
        Instant now = clock.instant();
        boolean wasAvailable = health.isAvailable();
        boolean changed = health.state() != fault.state();
        // another hint in the same state is another trouble; causes may differ in words only
        boolean news = changed || !health.hint().equals(Optional.of(fault.hint()));
        if (wasAvailable) {
            unavailableSince = now;
        }
        if (changed) {
            faults.merge(fault.state(), 1L, Long::sum);
        }
        health = new StoreHealth(
                fault.state(), changed ? now : health.since(), Optional.of(fault.cause()), Optional.of(fault.hint()));
        if (news) {
            LOG.warn("The alert history is {}: {}. {}", fault.state(), fault.cause(), fault.hint());
            lastFault = Optional.of(new StoreStatus.Fault(fault.state(), now, fault.cause()));
        }
        return wasAvailable;
    }

    /**
     * The database was written.
     *
     * @param action what was done to get there, for people
     * @param tellAlways whether that is worth telling though nobody met a fault before
     */
    public synchronized void recovered(String action, boolean tellAlways) {
        StoreHealth.State from = health.state();
        Instant now = clock.instant();
        if (!health.isAvailable()) {
            health = StoreHealth.available(now);
        } else if (!tellAlways) {
            return;
        }
        LOG.info("The alert history is AVAILABLE (before: {}): {}", from, action);
        lastRecovery = Optional.of(new StoreStatus.Recovery(from, now, action));
        if (lastFault.isPresent() || from == StoreHealth.State.AVAILABLE) { // else it is the first opening
            recoveries.merge(from, 1L, Long::sum);
        }
    }

    /** Something that failed is tried again. */
    public synchronized void retried() {
        retries++;
    }

    /**
     * What was counted so far.
     *
     * @param committed transactions that were
     * @param failed transactions that were not
     */
    public synchronized StoreCounts counts(long committed, long failed) {
        return new StoreCounts(committed, failed, retries, faults, recoveries);
    }

    public synchronized StoreHealth health() {
        return health;
    }

    /** Since when it has not been available, through whatever states; without meaning while it is. */
    public synchronized Instant unavailableSince() {
        Instant now = clock.instant();
        if (unavailableSince.isAfter(now)) {
            unavailableSince = now; // the clock was set back: counted from here, rather than not at all
        }
        return unavailableSince;
    }

    /** The latest fault, also when it is over. */
    public synchronized Optional<StoreStatus.Fault> lastFault() {
        return lastFault;
    }

    /** The latest way back. */
    public synchronized Optional<StoreStatus.Recovery> lastRecovery() {
        return lastRecovery;
    }
}
