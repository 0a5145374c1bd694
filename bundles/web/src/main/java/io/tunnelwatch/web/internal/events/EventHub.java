package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hands the events of the log on to those who listen. It takes them from the log at once, whoever listens and however
 * slowly: each client is a position and a few frames, and reads on from there by itself, by the threads of the hub. No
 * thread ever waits for a client.
 */
public final class EventHub implements AlertConsumer, AutoCloseable {

    /** Its {@link #id()}. */
    public static final String CONSUMER_ID = "web.events";

    private static final int THREADS = 2;
    /** How many events a client has in hand at most. */
    private static final int PAGE = 100;

    private final Supplier<Optional<AlertLog>> log;
    private final RecentEvents recent = new RecentEvents();
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService threads;

    /**
     * @param log absent while it is not open
     * @param heartbeat how often each client hears something, and is looked at
     */
    public EventHub(Supplier<Optional<AlertLog>> log, Duration heartbeat) {
        this.log = log;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "tunnelwatch-events-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.scheduleWithFixedDelay(
                () -> clients.forEach(EventClient::heartbeat),
                heartbeat.toMillis(),
                heartbeat.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public String id() {
        return CONSUMER_ID;
    }

    @Override
    public ConsumerPosition position() {
        return recent.head().<ConsumerPosition>map(ConsumerPosition.After::new).orElseGet(ConsumerPosition.Newest::new);
    }

    @Override
    public void begin(Position head) {
        recent.restart(head);
    }

    @Override
    public void accept(List<LogEntry> batch) {
        batch.forEach(entry -> recent.add(entry.position(), EventFrame.of(entry)));
        clients.forEach(EventClient::wake);
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
        recent.restart(gap.resumesAfter());
        clients.forEach(EventClient::wake);
    }

    /** Behind the latest event; empty while the log has not said. */
    Optional<Position> head() {
        return recent.head();
    }

    /** How many listen. */
    public int size() {
        return clients.size();
    }

    void add(EventClient client) {
        clients.add(client);
    }

    void remove(EventClient client) {
        clients.remove(client);
    }

    /** Runs it soon; not any more when the hub is closed. */
    void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // closed: every client is closed, too
        }
    }

    /** What a client at this position gets next; nothing when it has all. */
    List<EventFrame> next(Position position) {
        return recent.after(position, PAGE).orElseGet(() -> fromLog(position));
    }

    private List<EventFrame> fromLog(Position position) {
        List<LogEntry> entries =
                log.get().map(present -> present.read(position, PAGE)).orElse(List.of());
        if (entries.isEmpty()) {
            return List.of();
        }
        // for a position that it does not know the log begins with its oldest event
        boolean joins = entries.get(0).position().sequence() == position.sequence() + 1;
        return joins
                ? entries.stream().map(EventFrame::of).toList()
                : head().map(EventFrame::gap).stream().toList();
    }

    /** Ends all streams. */
    @Override
    public void close() {
        clients.forEach(EventClient::close);
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
