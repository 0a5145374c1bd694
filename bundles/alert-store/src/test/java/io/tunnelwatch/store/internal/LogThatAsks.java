package io.tunnelwatch.store.internal;

import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a consumer for its position at each registration, once; a real log goes on asking. */
final class LogThatAsks implements AlertStore.Registrar {

    final AtomicInteger registrations = new AtomicInteger();
    volatile boolean ended;
    private volatile Optional<HistoryConsumer> consumer = Optional.empty();

    @Override
    public void register(HistoryConsumer registered) {
        consumer = Optional.of(registered);
        ask();
        registrations.incrementAndGet();
    }

    @Override
    public void unregister() {
        ended = true;
    }

    HistoryConsumer consumer() {
        return consumer.orElseThrow();
    }

    /** Whether it answers is seen in its health. */
    boolean ask() {
        try {
            consumer().position();
            return true;
        } catch (PositionUnavailableException e) {
            return false;
        }
    }
}
