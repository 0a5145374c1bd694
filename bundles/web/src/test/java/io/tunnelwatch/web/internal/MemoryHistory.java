package io.tunnelwatch.web.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A history whose answers a test sets; with a sick database it refuses as the real one does. */
public final class MemoryHistory implements AlertHistory {

    public final List<Alert> alerts = new ArrayList<>();
    public StoreHealth health = StoreHealth.available(Samples.NOON);

    public final List<LogEntry> timeline = new ArrayList<>();
    public final List<Delivery> deliveries = new ArrayList<>();
    public volatile Optional<StoreStatus> status = Optional.empty();
    public volatile Optional<AlertStatistics> statistics = Optional.empty();

    public volatile CountDownLatch statisticsMayGoOn = new CountDownLatch(0);
    public final AtomicInteger begunStatistics = new AtomicInteger();
    public final AtomicInteger interruptedStatistics = new AtomicInteger();
    public final AtomicInteger pages = new AtomicInteger();
    public volatile int sickAfterPages = Integer.MAX_VALUE;

    public final List<Strips.Strip> strips = new ArrayList<>();
    public volatile Optional<StripRequest> stripsAskedFor = Optional.empty();

    /** Makes its database read-only. */
    public void fail() {
        health = new StoreHealth(
                StoreHealth.State.READONLY,
                Samples.NOON,
                Optional.of("attempt to write a readonly database"),
                Optional.of("Make it writable"));
    }

    @Override
    public AlertPage list(AlertFilter filter, PageRequest page) {
        if (pages.incrementAndGet() > sickAfterPages) {
            fail();
        }
        refuseWhenSick();
        List<Alert> matching = alerts.stream()
                .filter(filter::matches)
                .filter(alert ->
                        page.after().map(place -> place.isBefore(alert)).orElse(true))
                .sorted(PageCursor.ORDER)
                .toList();
        List<Alert> part = matching.stream().limit(page.limit()).toList();
        return new AlertPage(
                part,
                matching.size() > part.size()
                        ? Optional.of(PageCursor.of(part.get(part.size() - 1)))
                        : Optional.empty());
    }

    @Override
    public Optional<Alert> find(UUID id) {
        refuseWhenSick();
        return alerts.stream().filter(alert -> alert.id().equals(id)).findFirst();
    }

    @Override
    public List<Alert> findByIdPrefix(String prefix, int limit) {
        refuseWhenSick();
        return alerts.stream()
                .filter(alert -> alert.id().toString().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public List<LogEntry> timeline(UUID alertId, int limit) {
        refuseWhenSick();
        return List.copyOf(timeline);
    }

    @Override
    public List<Delivery> deliveries(UUID alertId) {
        refuseWhenSick();
        return List.copyOf(deliveries);
    }

    @Override
    public AlertStatistics statistics(StatisticsRequest request, Progress progress) throws InterruptedException {
        refuseWhenSick();
        begunStatistics.incrementAndGet();
        try {
            statisticsMayGoOn.await();
        } catch (InterruptedException e) {
            interruptedStatistics.incrementAndGet();
            throw e;
        }
        return statistics.orElseGet(() -> new AlertStatistics(
                request.from(),
                request.to(),
                request.from(),
                alerts.size(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of()));
    }

    @Override
    public Strips strips(StripRequest request) {
        refuseWhenSick();
        stripsAskedFor = Optional.of(request);
        return new Strips(request.from(), request.to(), strips);
    }

    @Override
    public StoreHealth health() {
        return health;
    }

    @Override
    public StoreStatus status() {
        return status.orElseGet(() -> new StoreStatus(
                health,
                Optional.of("jdbc:sqlite:/karaf/data/tunnelwatch/alerts.db"),
                Optional.of(1),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                StoreStatus.Retention.ALL,
                StoreCounts.NONE));
    }

    private void refuseWhenSick() {
        if (!health.isAvailable()) {
            throw new HistoryUnavailableException(health);
        }
    }
}
