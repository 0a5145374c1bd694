package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log as a service: there from the start on, also while its folder can not be opened, which it tries again and
 * again. Safe for any number of threads.
 */
public final class LogEngine implements AlertLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogEngine.class);
    private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofSeconds(5);
    private static final long MAX_WAIT_FOR_END_SECONDS = 10;

    private final Disk disk;
    private final InstantSource clock;
    private final AppendCounter appends = new AppendCounter();
    private final Set<AlertConsumer> consumers = new CopyOnWriteArraySet<>();
    private final Set<String> toForget = new HashSet<>();
    private final ScheduledExecutorService housekeeper;
    private volatile LogSettings settings;
    private volatile @Nullable OpenLog open;
    private volatile Optional<AppendError> whyClosed = Optional.empty();
    private volatile boolean ended;

    /** Opens the log, or goes on trying; events come to consumers from now on. */
    public LogEngine(LogSettings settings, Disk disk, InstantSource clock) {
        this(settings, disk, clock, HOUSEKEEPING_INTERVAL);
    }

    LogEngine(LogSettings settings, Disk disk, InstantSource clock, Duration housekeepingInterval) {
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
        this.housekeeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tunnelwatch-log-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
        openIfClosed();
        housekeeper.execute(EventJson::prepare);
        housekeeper.scheduleWithFixedDelay(this::keepHouse, 0, housekeepingInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Position append(List<AlertEvent> events) throws AppendRefusedException {
        long start = System.nanoTime();
        try {
            Position position = appendToOpen(events);
            appends.accepted(events.size(), System.nanoTime() - start);
            return position;
        } catch (AppendRefusedException e) {
            appends.refused(e);
            throw e;
        }
    }

    private Position appendToOpen(List<AlertEvent> events) throws AppendRefusedException {
        OpenLog log = open;
        if (log == null) {
            throw new AlertLogUnavailableException(whyClosed
                    .map(AppendError::message)
                    .orElse("The alert log is closed: its bundle stops or is updated. Offer the events again"));
        }
        return log.append(events);
    }

    @Override
    public boolean isOpen() {
        return open != null;
    }

    @Override
    public OpenAlerts openAlerts() {
        OpenLog log = open;
        return log == null ? OpenAlerts.NONE : log.openAlerts();
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        OpenLog log = open;
        return log == null ? List.of() : log.notYetTakenBy(consumerId, limit);
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        OpenLog log = open;
        return log == null ? List.of() : log.read(after, limit);
    }

    @Override
    public synchronized void forget(String consumerId) {
        OpenLog log = open;
        if (log == null) {
            toForget.add(consumerId);
        } else {
            log.consumers().forget(consumerId);
        }
    }

    @Override
    public LogStatus status() {
        OpenLog log = open;
        return log == null ? closedStatus() : log.status(appends.counts());
    }

    /** Begins to bring events to a consumer, as soon as the log is open. */
    public synchronized void add(AlertConsumer consumer) {
        consumers.add(consumer);
        OpenLog log = open;
        if (log != null) {
            log.consumers().add(consumer);
        }
    }

    /** Ends it; returns when the consumer's thread has ended. */
    public void remove(AlertConsumer consumer) {
        OpenLog log;
        synchronized (this) { // or a log that opens now would begin with it
            consumers.remove(consumer);
            log = open;
        }
        if (log != null) {
            log.consumers().remove(consumer);
        }
    }

    /** Takes new settings. Another folder is another log: consumers are told what they can not know of it. */
    synchronized void settings(LogSettings changed) {
        boolean moved = !changed.directory().equals(settings.directory());
        settings = changed;
        OpenLog log = open;
        if (log != null && !moved) {
            log.settings(changed);
        } else if (log != null) {
            LOG.info("The alert log moves to {}", changed.directory());
            open = null;
            log.close();
        }
        openIfClosed();
    }

    @Override
    public void close() {
        ended = true;
        housekeeper.shutdown();
        OpenLog log;
        synchronized (this) {
            log = open;
            open = null;
        }
        if (log != null) {
            log.close();
        }
        try {
            if (!housekeeper.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The log's housekeeping did not end within {} s", MAX_WAIT_FOR_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void openIfClosed() {
        if (open != null || ended) {
            return;
        }
        try {
            OpenLog log = new OpenLog(settings, disk, clock, this::segmentBegun);
            open = log;
            whyClosed = Optional.empty();
            consumers.forEach(log.consumers()::add);
            toForget.forEach(log.consumers()::forget);
            toForget.clear();
        } catch (IOException | RuntimeException | Error e) { // also out of memory: what starts now may end soon
            String message = "The alert log in " + settings.directory() + " can not be opened (" + reason(e)
                    + "); it is tried again every " + HOUSEKEEPING_INTERVAL.toSeconds() + " s";
            if (whyClosed.isEmpty()) {
                LOG.error("{}", message, e);
            }
            whyClosed = Optional.of(new AppendError(clock.instant(), message));
        }
    }

    /** The message of a file system's error is often the path alone. */
    private static String reason(Throwable e) {
        return e instanceof FileSystemException || e.getMessage() == null
                ? e.getClass().getSimpleName() + ": " + e.getMessage()
                : e.getMessage();
    }

    private void segmentBegun(OpenLog log) {
        try {
            housekeeper.execute(this::keepHouse);
        } catch (RejectedExecutionException e) {
            LOG.debug("The log closes; its next opening keeps house", e);
        }
    }

    private void keepHouse() {
        try {
            openIfClosed();
            OpenLog log = open;
            if (log != null) {
                log.keepHouse();
            }
        } catch (RuntimeException | Error e) { // or it would never be called again
            LOG.error("The log's housekeeping failed; it is tried again", e);
        }
    }

    private LogStatus closedStatus() {
        return new LogStatus(
                SegmentHeader.NO_EPOCH,
                settings.directory(),
                SegmentHeader.NO_EPOCH,
                0,
                settings.maxBytes(),
                0,
                1,
                0,
                false,
                whyClosed,
                List.of(),
                consumers.stream()
                        .map(consumer -> new ConsumerStatus(
                                consumer.id(), ConsumerState.CATCHING_UP, Optional.empty(), 0, Optional.empty()))
                        .toList(),
                appends.counts());
    }
}
