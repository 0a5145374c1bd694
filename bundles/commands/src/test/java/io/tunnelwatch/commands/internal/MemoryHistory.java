package io.tunnelwatch.commands.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A history whose answers a test sets; with a sick database it refuses as the real one does. */
public final class MemoryHistory implements AlertHistory {

    public final List<Alert> alerts = new ArrayList<>();
    public final List<LogEntry> timeline = new ArrayList<>();
    public final List<Delivery> deliveries = new ArrayList<>();
    public StoreHealth health = StoreHealth.available(Samples.NOON);
    /** Absent: who asks is interrupted. */
    public Optional<AlertStatistics> statistics = Optional.empty();
    /** What statistics were asked for last. */
    public Optional<StatisticsRequest> asked = Optional.empty();

    public Optional<StoreStatus.Fault> lastFault = Optional.empty();
    public Optional<Backup> lastBackup = Optional.empty();
    public Optional<String> backupTrouble = Optional.empty();
    public List<Quarantined> quarantine = List.of();
    public Optional<Long> freeBytes = Optional.empty();
    public StoreStatus.Retention retention = StoreStatus.Retention.ALL;
    public Optional<String> url = Optional.of("jdbc:sqlite:/karaf/data/tunnelwatch/alerts.db");
    public Optional<StoreStatus.Recovery> lastRecovery = Optional.empty();

    @Override
    public AlertPage list(AlertFilter filter, PageRequest page) {
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
        asked = Optional.of(request);
        return statistics.orElseThrow(InterruptedException::new);
    }

    @Override
    public Strips strips(StripRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreHealth health() {
        return health;
    }

    @Override
    public StoreStatus status() {
        long sequence = timeline.stream()
                .mapToLong(entry -> entry.position().sequence())
                .max()
                .orElse(0);
        return new StoreStatus(
                health,
                url,
                Optional.of(1),
                Optional.of(new Position(Samples.EPOCH, sequence)),
                Map.of("synchronous", "FULL", "journal_mode", "TRUNCATE"),
                Optional.of(new StoreStatus.PoolUse(1, 2, 8)),
                lastFault,
                lastRecovery,
                lastBackup,
                backupTrouble,
                quarantine,
                freeBytes,
                retention,
                StoreCounts.NONE);
    }

    private void refuseWhenSick() {
        if (!health.isAvailable()) {
            throw new HistoryUnavailableException(health);
        }
    }
}
