package io.tunnelwatch.web.internal.http;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of an owner, who ends them. */
public final class Threads {

    private static final int END_SECONDS = 10;

    private Threads() {}

    /** So many, called {@code name-1} and on. */
    public static ScheduledExecutorService named(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newScheduledThreadPool(count, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Interrupts what they do, and waits for their end. */
    public static void end(ScheduledExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
