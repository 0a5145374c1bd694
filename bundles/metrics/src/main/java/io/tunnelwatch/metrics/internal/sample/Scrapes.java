package io.tunnelwatch.metrics.internal.sample;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all sources, each in a thread of its own, and waits so long at most: a part that hangs is left out, and is not
 * asked again before it has answered. What was collected is good for a moment, so that any number of scrapes at once
 * cost one. Safe for any number of threads.
 */
public final class Scrapes implements AutoCloseable {

    /** Shorter than the shortest time that people let Prometheus wait. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Shorter than the shortest interval in which people scrape. */
    private static final Duration GOOD_FOR = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Scrapes.class);

    private final List<Source> sources;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tunnelwatch-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Source, Future<Told>> asked = new HashMap<>();
    private final Set<Source> silent = new HashSet<>();
    private Optional<Collected> latest = Optional.empty();

    private record Told(boolean present, Samples samples) {}

    private record Collected(MetricSnapshots metrics, long nanos) {}

    public Scrapes(List<Source> sources) {
        this(sources, PATIENCE, System::nanoTime);
    }

    Scrapes(List<Source> sources, Duration patience, LongSupplier nanoTime) {
        this.sources = List.copyOf(sources);
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * All numbers, at most half a second old.
     *
     * @throws InterruptedException the caller was interrupted
     */
    public synchronized MetricSnapshots metrics() throws InterruptedException {
        long start = nanoTime.getAsLong();
        Optional<MetricSnapshots> known = latest.filter(collected -> start - collected.nanos() < GOOD_FOR.toNanos())
                .map(Collected::metrics);
        if (known.isPresent()) {
            return known.get();
        }
        Samples all = collect(start);
        long end = nanoTime.getAsLong();
        all.put(Metric.SCRAPE_DURATION, Samples.seconds(Duration.ofNanos(end - start)));
        MetricSnapshots metrics = all.snapshots();
        latest = Optional.of(new Collected(metrics, end));
        return metrics;
    }

    /** Ends the threads; one that hangs is asked to. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Samples collect(long start) throws InterruptedException {
        List<Source> free = new ArrayList<>();
        for (Source source : sources) {
            Future<Told> before = asked.get(source);
            if (before == null || before.isDone()) {
                asked.put(source, threads.submit(() -> tell(source)));
                free.add(source);
            }
        }
        Samples all = new Samples();
        for (Source source : sources) {
            Optional<Told> told = free.contains(source) ? await(source, start) : Optional.empty();
            boolean present = told.filter(Told::present).isPresent();
            told.filter(Told::present).ifPresent(answer -> all.putAll(answer.samples()));
            all.put(Metric.SOURCE_UP, present, source.name());
            if (!present && source.name().equals(StoreSource.NAME)) {
                StoreSource.absent(all);
            }
        }
        return all;
    }

    private static Told tell(Source source) {
        Samples samples = new Samples();
        return new Told(source.sample(samples), samples);
    }

    private Optional<Told> await(Source source, long start) throws InterruptedException {
        long left = Math.max(0, patience.toNanos() - (nanoTime.getAsLong() - start));
        try {
            Told told = asked.get(source).get(left, TimeUnit.NANOSECONDS);
            if (silent.remove(source)) {
                LOG.info("Metrics: {} tells its numbers again", source.name());
            }
            return Optional.of(told);
        } catch (TimeoutException e) {
            if (silent.add(source)) {
                LOG.warn("Metrics: {} did not answer within {}; it is left out", source.name(), patience);
            }
            return Optional.empty();
        } catch (ExecutionException e) { // its bundle may be just going
            if (silent.add(source)) {
                LOG.warn("Metrics: {} could not tell its numbers; it is left out", source.name(), e.getCause());
            }
            return Optional.empty();
        }
    }
}
