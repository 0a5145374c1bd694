package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.log.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The history of all alerts. Implemented by the bundle {@code alert-store}, a projection of the log into a database;
 * others only query. Safe for any number of threads.
 *
 * <p>Each query is one managed transaction of its own that only reads, bounded by {@code callTimeoutSeconds} of
 * {@code io.tunnelwatch.store}. The service is there from the start of its bundle on, with or without a usable
 * database.
 */
@ProviderType
public interface AlertHistory {

    /** The {@link io.tunnelwatch.log.AlertConsumer#id()} under which the history reads the log. */
    String CONSUMER_ID = "alert-store";

    /**
     * One page of alerts, the latest raised first.
     *
     * @throws HistoryUnavailableException there is no usable database now
     */
    AlertPage list(AlertFilter filter, PageRequest page);

    /**
     * One alert.
     *
     * @throws HistoryUnavailableException there is no usable database now
     */
    Optional<Alert> find(UUID id);

    /**
     * The alerts whose id, written as {@link UUID#toString()}, begins so.
     *
     * @param limit how many at most
     * @throws HistoryUnavailableException there is no usable database now
     */
    List<Alert> findByIdPrefix(String prefix, int limit);

    /**
     * The events of one alert, in order.
     *
     * @param limit how many at most; the latest ones are left out
     * @throws HistoryUnavailableException there is no usable database now
     */
    List<LogEntry> timeline(UUID alertId, int limit);

    /**
     * What channels did with the notices of one alert, in order of time.
     *
     * @throws HistoryUnavailableException there is no usable database now
     */
    List<Delivery> deliveries(UUID alertId);

    /**
     * What a period was like. Unlike the other questions it is many short transactions, one behind the other, each
     * bounded as they are; with a million alerts it takes some seconds. What changes meanwhile may be seen or not.
     * Memory grows with the number of peers that had alerts, not with the number of alerts.
     *
     * @param progress hears how much of the period is done, in seconds
     * @throws HistoryUnavailableException there is no usable database now
     * @throws InterruptedException the caller was interrupted
     */
    AlertStatistics statistics(StatisticsRequest request, Progress progress) throws InterruptedException;

    /**
     * What some peers of a gateway did, for strips that show it. It is a few short transactions: some hundredths of a
     * second, however many alerts the history holds, as long as not very many of them are of these peers and this time.
     *
     * @throws HistoryUnavailableException there is no usable database now
     */
    Strips strips(StripRequest request);

    /** How the database is. Never waits for it. */
    StoreHealth health();

    /** Health and more, for people. Never waits for the database; what can not be told now is absent. */
    StoreStatus status();
}
