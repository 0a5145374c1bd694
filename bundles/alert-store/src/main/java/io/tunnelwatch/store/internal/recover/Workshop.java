package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.queue.BundleThreads;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread for work on the whole database, which takes long: one piece at a time. */
final class Workshop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final long MAX_WAIT_FOR_END_SECONDS = 10;

    private final ScheduledExecutorService thread;

    Workshop() {
        thread = Executors.newSingleThreadScheduledExecutor(
                task -> BundleThreads.daemon("tunnelwatch-store-upkeep", Workshop.class, task));
    }

    /** A piece of work. */
    @FunctionalInterface
    interface Work<R> {
        R run() throws MaintenanceFailedException, IOException, SQLException, InterruptedException;
    }

    /** Does something again and again, with a pause of so many seconds; a failure is logged, and it goes on. */
    void repeat(long pauseSeconds, Runnable work) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | LinkageError e) { // or it would never run again
                        LOG.error("The upkeep of the history's database failed; it is tried again", e);
                    }
                },
                0,
                pauseSeconds,
                TimeUnit.SECONDS);
    }

    /**
     * Does something as soon as nothing else is done, and waits for it. An interrupt of the caller interrupts it.
     *
     * @throws MaintenanceFailedException it failed, or the store ends
     */
    <R> R call(Work<R> work) throws MaintenanceFailedException {
        Future<R> result;
        try {
            result = thread.submit(work::run);
        } catch (RejectedExecutionException e) {
            throw new MaintenanceFailedException("The alert store ends; try again when it is there", e);
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new MaintenanceFailedException("Interrupted: it ends as soon as nothing is left half done", e);
        } catch (CancellationException e) {
            throw new MaintenanceFailedException("The alert store ends; try again when it is there", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static MaintenanceFailedException failure(Throwable cause) {
        return cause instanceof MaintenanceFailedException said
                ? said
                : new MaintenanceFailedException(FaultClassifier.describe(cause), cause);
    }

    /** Interrupts what is done, and waits for its end. */
    @Override
    public void close() {
        // what waits is not begun any more: whoever waits for it is told
        for (Runnable waiting : thread.shutdownNow()) {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        }
        try {
            if (!thread.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Work on the history's database did not end within {} s", MAX_WAIT_FOR_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
