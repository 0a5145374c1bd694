package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.web.internal.http.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of the log on to those who listen. It takes them from the log at once, whoever listens and however
 * slowly: each client is a position and a few frames, and reads on from there by itself, by the threads of the hub. No
 * thread ever waits for a client.
 */
public final class EventHub implements AlertConsumer, AutoCloseable {

    /** Its {@link #id()}. */
    public static final String CONSUMER_ID = "web.events";

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private static final int THREADS = 2;
    /** How many events are read at once for a client. */
    private static final int PAGE = 100;

    private final Supplier<Optional<AlertLog>> log;
    private final Duration patience;
    private final RecentEvents recent = new RecentEvents();
    private final LogPages pages = new LogPages();
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final ScheduledExecutorService threads = Threads.named("tunnelwatch-events", THREADS);
    private volatile boolean closed;

    /**
     * @param log absent while it is not open
     * @param heartbeat how often each client hears something
     * @param patience how long a client may take nothing; found out within a quarter of that
     */
    public EventHub(Supplier<Optional<AlertLog>> log, Duration heartbeat, Duration patience) {
        this.log = log;
        this.patience = patience;
        every(heartbeat, () -> clients.forEach(EventClient::heartbeat));
        every(patience.dividedBy(4), this::dropTheStuck);
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
        pages.clear();
        recent.restart(head);
    }

    @Override
    public void accept(List<LogEntry> batch) {
        batch.forEach(entry -> recent.add(entry.position(), EventFrame.of(entry)));
        clients.forEach(EventClient::wake);
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
        pages.clear();
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

    /** Keeps a place for one who is to be {@link #add}ed, or else {@link #giveBack}; false when so many have one. */
    boolean reserve(int most) {
        return places.getAndUpdate(taken -> taken < most ? taken + 1 : taken) < most;
    }

    /** The one for whom a place was kept does not come. */
    void giveBack() {
        places.decrementAndGet();
    }

    /** Lets one listen for whom there is a place; one that comes when the hub is closed is sent away. */
    void add(EventClient client) {
        clients.add(client);
        try {
            client.begin();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        if (closed) {
            client.close();
        }
    }

    /** One has gone, and its place is free. */
    void remove(EventClient client) {
        if (clients.remove(client)) {
            giveBack();
        }
    }

    /** Does the work of clients; refuses it when the hub is closed. */
    Executor threads() {
        return threads;
    }

    private void every(Duration period, Runnable work) {
        Runnable safe = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("A look at the clients of the live events failed; the next one is tried", e);
            }
        };
        threads.scheduleWithFixedDelay(safe, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void dropTheStuck() {
        long dropped =
                clients.stream().filter(client -> client.dropIfStuck(patience)).count();
        if (dropped > 0) {
            LOG.info(
                    "{} clients of the live events took nothing for {} s and were dropped",
                    dropped,
                    patience.toSeconds());
        }
    }

    /** What a client at this position gets next; nothing when it has all. */
    List<EventFrame> next(Position position) {
        return recent.after(position, PAGE).or(() -> pages.after(position)).orElseGet(() -> fromLog(position));
    }

    private List<EventFrame> fromLog(Position position) {
        List<LogEntry> entries =
                log.get().map(present -> present.read(position, PAGE)).orElse(List.of());
        if (entries.isEmpty()) {
            return List.of();
        }
        // for a position that it does not know the log begins with its oldest event
        boolean joins = entries.get(0).position().sequence() == position.sequence() + 1;
        if (!joins) {
            return head().map(EventFrame::gap).stream().toList();
        }
        List<EventFrame> frames = entries.stream().map(EventFrame::of).toList();
        if (frames.size() == PAGE) {
            pages.keep(position, frames);
        }
        return frames;
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed = true;
        clients.forEach(EventClient::close);
        Threads.end(threads);
    }
}
