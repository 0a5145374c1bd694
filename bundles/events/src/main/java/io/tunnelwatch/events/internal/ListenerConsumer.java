package io.tunnelwatch.events.internal;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.listener.AlertListener;
import io.tunnelwatch.listener.AlertNews;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.KnownAlerts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A listener as a consumer of the log, which gives it a thread, tries it again, and keeps its position. What a listener
 * took of a batch before it failed is not brought again. Batches are so small that the log notes about once a second
 * how far it is.
 */
final class ListenerConsumer implements AlertConsumer {

    private static final long NANOS_PER_BATCH = Duration.ofSeconds(1).toNanos();

    private final AlertListener listener;
    private final String id;
    private final boolean fromOldest;
    private final KnownAlerts alerts;

    private Optional<Position> confirmed = Optional.empty();
    /** What the listener did not take: the alert has seen the event already. */
    private Optional<AlertNews> refused = Optional.empty();

    private int batchSize = 1;

    ListenerConsumer(AlertListener listener, String id, boolean fromOldest, Supplier<Optional<AlertLog>> log) {
        this.listener = listener;
        this.id = AlertListener.CONSUMER_PREFIX + id;
        this.fromOldest = fromOldest;
        this.alerts = new KnownAlerts(log, this.id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ConsumerPosition position() {
        return new ConsumerPosition.KeptByLog(fromOldest);
    }

    @Override
    public int maxBatch() {
        return batchSize;
    }

    @Override
    public void accept(List<LogEntry> batch) throws NotTakenException {
        long begin = System.nanoTime();
        for (LogEntry entry : notYetConfirmed(batch)) {
            deliver(entry);
            confirmed = Optional.of(entry.position());
        }
        long each = Math.max(1, (System.nanoTime() - begin) / batch.size());
        batchSize = (int) Math.max(1, Math.min(Math.min(DEFAULT_BATCH, NANOS_PER_BATCH / each), batchSize * 2L));
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) throws NotTakenException {
        inLoaderOfListener(() -> listener.onGap(gap, openAlerts));
        alerts.restart(openAlerts);
        refused = Optional.empty();
    }

    private List<LogEntry> notYetConfirmed(List<LogEntry> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            if (confirmed.filter(batch.get(i).position()::equals).isPresent()) {
                return batch.subList(i + 1, batch.size());
            }
        }
        return batch;
    }

    private void deliver(LogEntry entry) throws NotTakenException {
        if (entry instanceof LogEntry.Known known) {
            AlertNews news = refused.filter(before -> before.position().equals(known.position()))
                    .orElseGet(() ->
                            new AlertNews(known.position(), known.knownEvent(), alerts.after(known.knownEvent())));
            refused = Optional.of(news);
            inLoaderOfListener(() -> listener.onNews(news));
            refused = Optional.empty();
        }
    }

    private void inLoaderOfListener(Call call) throws NotTakenException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(listener.getClass().getClassLoader());
        try {
            call.run();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw new NotTakenException("the listener was interrupted", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @FunctionalInterface
    private interface Call {
        void run() throws NotTakenException, InterruptedException;
    }
}
