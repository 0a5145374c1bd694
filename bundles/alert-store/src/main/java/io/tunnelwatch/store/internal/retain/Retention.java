package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs retention when it is time: an hour after the run before, and as soon as its settings change. One thread does it;
 * what it says is for any thread. A database that is sick is not its affair: it ends the run, and begins another later.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** By then a clock that is set at the start of the machine is right. */
    private static final long FIRST_AFTER_NANOS = Duration.ofMinutes(10).toNanos();

    private static final long EVERY_NANOS = Duration.ofHours(1).toNanos();
    private static final long AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    /** Then the thread is somebody else's for a while: what operators ask for need not wait for the end of a run. */
    private static final long PORTION_NANOS = Duration.ofSeconds(2).toNanos();

    /** The pause behind a slice, in which the disk is the others', is as long as the slice was, but not longer. */
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final Supplier<RetentionSettings> settings;
    private final Transactions transactions;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private RetentionSettings used;
    private long notBeforeNanos;
    private Optional<RetentionRun> running = Optional.empty();
    private volatile Optional<StoreStatus.Retired> lastRetired = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * @param transactions each in the writer's turn
     * @param nanos of a clock that nobody sets
     * @param pause waits so many nanoseconds, or until the thread is interrupted
     */
    public Retention(
            Supplier<RetentionSettings> settings,
            Transactions transactions,
            InstantSource clock,
            LongSupplier nanos,
            LongConsumer pause) {
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
        this.nanos = nanos;
        this.pause = pause;
        this.used = settings.get();
        this.notBeforeNanos = nanos.getAsLong() + FIRST_AFTER_NANOS;
    }

    /** The settings, and what came of them. */
    public StoreStatus.Retention status() {
        RetentionSettings now = settings.get();
        return new StoreStatus.Retention(now.days(), now.maxAlerts(), lastRetired, trouble);
    }

    /**
     * Does what is due, for two seconds at most. Ends between two slices when the thread is interrupted, which it
     * stays.
     *
     * @throws RuntimeException a slice failed; what it would have done is not done, and is tried again later
     */
    public void work() {
        noticeSettings();
        long begin = nanos.getAsLong();
        if (running.isEmpty() && (begin - notBeforeNanos < 0 || !used.isLimited())) {
            return;
        }
        try {
            RetentionRun run = running.isPresent()
                    ? running.get()
                    : RetentionRun.begin(transactions, nanos, used, clock.instant());
            running = Optional.of(run);
            while (!run.isOver()) {
                if (nanos.getAsLong() - begin > PORTION_NANOS
                        || Thread.currentThread().isInterrupted()) {
                    return;
                }
                pause.accept(Math.min(run.next(), LONGEST_PAUSE_NANOS));
            }
            trouble = Optional.empty();
            end(EVERY_NANOS);
        } catch (RuntimeException e) {
            trouble = Optional.of(FaultClassifier.classify(e, Optional.empty()).cause());
            end(AGAIN_AFTER_NANOS);
            throw e;
        }
    }

    private void noticeSettings() {
        RetentionSettings now = settings.get();
        if (!now.equals(used)) {
            used = now;
            trouble = Optional.empty();
            end(0);
        }
    }

    private void end(long againAfterNanos) {
        running.map(RetentionRun::retired).ifPresent(this::say);
        running = Optional.empty();
        notBeforeNanos = nanos.getAsLong() + againAfterNanos;
    }

    private void say(Retired retired) {
        if (retired.equals(Retired.NOTHING)) {
            return;
        }
        Instant now = clock.instant();
        lastRetired = Optional.of(new StoreStatus.Retired(now, retired.alerts(), retired.events(), retired.bytes()));
        LOG.info(
                "Retired {} alerts and {} events from the history; its file gave {} bytes back",
                retired.alerts(),
                retired.events(),
                retired.bytes());
    }
}
