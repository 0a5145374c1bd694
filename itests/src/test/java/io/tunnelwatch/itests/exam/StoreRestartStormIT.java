package io.tunnelwatch.itests.exam;

import static org.junit.Assert.assertEquals;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.sql.DataSource;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * 500 events a second for a minute from 16 threads while the store is restarted every 5 s: each accepted event is in
 * the history exactly once. It prints how long the appends took; it does not judge that, for machines differ.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StoreRestartStormIT {

    private static final int THREADS = 16;
    private static final int EVENTS_PER_SECOND = 500;
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration RESTART_EVERY = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    @Inject
    private BundleContext context;

    @Inject
    private AlertLog log;

    @Inject
    @Filter("(osgi.jndi.service.name=tunnelwatch)")
    private DataSource database;

    /** For Pax Exam. */
    @Configuration
    public Option[] configuration() {
        return new Option[] {KarafOptions.assembly()};
    }

    /** Nothing is lost, nothing is there twice, whatever the store's bundle does meanwhile. */
    @Test
    public void eachAcceptedEventIsInTheHistoryExactlyOnce() throws Exception {
        Wiring.assertEveryBundleIsActive(context);
        Duration interval = Duration.ofNanos(Duration.ofSeconds(THREADS).toNanos() / EVENTS_PER_SECOND);
        ExecutorService producers = Executors.newFixedThreadPool(THREADS);
        List<Future<AlertProducer.Produced>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            results.add(producers.submit(new AlertProducer(log, "peer-" + thread, interval, LENGTH)));
        }
        int restarts = restartTheStoreUntilDone(results);
        Set<String> accepted = new HashSet<>();
        List<AlertProducer.Timed> appends = new ArrayList<>();
        for (Future<AlertProducer.Produced> result : results) {
            accepted.addAll(result.get().accepted());
            appends.addAll(result.get().appends());
        }
        producers.shutdown();
        Instant ended = Instant.now();
        awaitTheStore();
        print(appends, restarts, Duration.between(ended, Instant.now()));

        assertEquals("every append was accepted", appends.size(), accepted.size());
        List<String> stored = select(
                "SELECT id FROM alert_event WHERE alert_id IN" + " (SELECT id FROM alert WHERE gateway = 'storm')");
        assertEquals("events stored", accepted.size(), stored.size());
        assertEquals(accepted, new HashSet<>(stored));
        assertEquals(
                "alerts that were raised once and resolved",
                List.of(String.valueOf(accepted.size() / 2)),
                select(
                        "SELECT count(*) FROM alert WHERE gateway = 'storm' AND state = 'RESOLVED' AND occurrences = 1"));
        assertEquals(List.of("0"), select("SELECT count(*) FROM history_gap"));
        assertEquals(List.of("0"), select("SELECT count(*) FROM rejected_event"));
    }

    private int restartTheStoreUntilDone(List<Future<AlertProducer.Produced>> results)
            throws BundleException, InterruptedException {
        Bundle store = Arrays.stream(context.getBundles())
                .filter(bundle -> "io.tunnelwatch.alert-store".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        int restarts = 0;
        while (!results.stream().allMatch(Future::isDone)) {
            TimeUnit.MILLISECONDS.sleep(RESTART_EVERY.toMillis());
            store.stop();
            store.start();
            restarts++;
        }
        return restarts;
    }

    private void awaitTheStore() throws InterruptedException {
        Instant limit = Instant.now().plus(CATCH_UP);
        while (lag() > 0 && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals("events that the history lacks", 0, lag());
    }

    private long lag() {
        return log.status().consumers().stream()
                .filter(consumer -> consumer.id().equals(AlertHistory.CONSUMER_ID))
                .mapToLong(ConsumerStatus::lag)
                .sum();
    }

    private List<String> select(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static void print(List<AlertProducer.Timed> appends, int restarts, Duration behind) {
        long[] sorted =
                appends.stream().mapToLong(AlertProducer.Timed::nanos).sorted().toArray();
        long begin =
                appends.stream().mapToLong(AlertProducer.Timed::begin).min().orElseThrow();
        AlertProducer.Timed slowest = appends.stream()
                .max(Comparator.comparingLong(AlertProducer.Timed::nanos))
                .orElseThrow();
        System.out.printf(
                "%nStoreRestartStormIT: %d appends, %d restarts of the store; append p50 %.2f ms, p99 %.2f ms,"
                        + " maximum %.2f ms (after %.1f s); history complete %d ms after the last event%n%n",
                sorted.length,
                restarts,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                slowest.nanos() / 1e6,
                (slowest.begin() - begin) / 1e9,
                behind.toMillis());
    }
}
