package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.queue.BundleThreads;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs queries in threads of its own, so that a caller never waits longer than the bound, whatever the disk does. Safe
 * for any number of threads.
 */
public final class BoundedCalls implements AutoCloseable {

    private static final int WAITING = 64;
    private static final long KEEP_ALIVE_SECONDS = 30;
    private static final long MAX_WAIT_FOR_END_SECONDS = 5;

    private final Supplier<Duration> bound;
    private final ThreadPoolExecutor threads;

    /**
     * @param name of the threads
     * @param size how many queries run at once; others wait within their bound
     * @param bound asked at each call
     */
    public BoundedCalls(String name, int size, Supplier<Duration> bound) {
        this.bound = bound;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> BundleThreads.daemon(
                        "tunnelwatch-store-" + name + "-" + number.incrementAndGet(), BoundedCalls.class, task));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a query.
     *
     * @throws OutOfTimeException it did not end within the bound, or too many wait already
     * @throws RuntimeException what the query threw
     */
    public <R> R call(Supplier<R> query) {
        Duration limit = bound.get();
        Future<R> result;
        try {
            result = threads.submit(query::get);
        } catch (RejectedExecutionException e) {
            throw new OutOfTimeException(
                    threads.isShutdown() ? "the store ends" : "too many queries wait for the database", e);
        }
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new OutOfTimeException("the database did not answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new OutOfTimeException("the caller was interrupted", e);
        }
    }

    /** Lets queries that run end, for a while, and refuses others. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
