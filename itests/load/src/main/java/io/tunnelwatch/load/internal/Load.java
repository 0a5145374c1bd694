package io.tunnelwatch.load.internal;

import io.tunnelwatch.alert.AlertEvent.OfAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that is offered: a steady load, single alerts, and a history to begin with. Commands come from one thread. */
final class Load implements AutoCloseable {

    private static final int ALERTS_IN_APPEND = 50;
    private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MAX_WAIT_FOR_END_SECONDS = 5;

    private final LoadEvents events;
    private final Offers offers;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tunnelwatch-load");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile List<Producer> producers = List.of();
    private volatile boolean closed;

    Load(LoadEvents events, Offers offers) {
        this.events = events;
        this.offers = offers;
    }

    /** Offers so many events a second in all, from so many threads, until it is stopped. */
    void start(int rate, int producerCount) {
        stop();
        Duration interval = Duration.ofSeconds(1).multipliedBy(producerCount).dividedBy(rate);
        producers = IntStream.range(0, producerCount)
                .mapToObj(number -> new Producer("peer-" + number, interval, events, offers))
                .toList();
        producers.forEach(this::run);
    }

    /** Begins nothing new. */
    void stop() {
        producers.forEach(Producer::stop);
    }

    /** Offers so many alerts, each raised and resolved in one append, one after the other; each until it is taken. */
    void alerts(int count, String summary) {
        run(() -> Stream.generate(() -> events.whole(summary))
                .limit(count)
                .forEach(alert -> offerUntilTaken(alert, summary)));
    }

    /** The same, as fast as it goes. */
    void burst(int count) {
        run(() -> {
            for (int begun = 0; begun < count && !closed; begun += ALERTS_IN_APPEND) {
                List<OfAlert> batch = new ArrayList<>();
                IntStream.range(0, ALERTS_IN_APPEND).forEach(number -> batch.addAll(events.whole("history")));
                offerUntilTaken(batch, "history");
            }
        });
    }

    /** How many threads offer, or keep what was refused. */
    int atWork() {
        return atWork.get();
    }

    /** How many events of the steady load were refused and wait. */
    long waiting() {
        return producers.stream().filter(Producer::isWaiting).count();
    }

    @Override
    public void close() {
        closed = true;
        producers.forEach(Producer::abandon);
        threads.shutdown();
        try {
            threads.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void offerUntilTaken(List<OfAlert> together, String tag) {
        offers.begin(together, tag);
        while (!closed && offers.offer(together) == Outcome.REFUSED) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private void run(Runnable work) {
        atWork.incrementAndGet();
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                atWork.decrementAndGet();
            }
        });
    }
}
