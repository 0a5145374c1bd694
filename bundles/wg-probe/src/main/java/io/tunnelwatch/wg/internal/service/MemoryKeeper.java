package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.memory.GatewayMemory;
import io.tunnelwatch.wg.internal.memory.MemoryStore;
import io.tunnelwatch.wg.internal.watch.GatewayState;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a gateway's memory when it has changed: at once what has a meaning, once a minute when peers had handshakes. A
 * poll that brings nothing new writes nothing.
 */
final class MemoryKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryKeeper.class);
    private static final Duration DETAILS_EVERY = Duration.ofMinutes(1);

    private final MemoryStore store;
    private Set<UUID> writtenEnded;
    private long writtenNanos;
    private boolean failing;

    MemoryKeeper(MemoryStore store, Set<UUID> ended, Moment now) {
        this.store = store;
        this.writtenEnded = ended;
        this.writtenNanos = now.nanos();
    }

    /** Writes the memory if it is time to. */
    void keep(GatewayState state, Set<UUID> ended, Moment now) {
        boolean aMinuteOld = now.nanos() - writtenNanos >= DETAILS_EVERY.toNanos();
        boolean meaning = state.change() == GatewayState.Change.MEANING || !ended.equals(writtenEnded);
        boolean details = state.change() == GatewayState.Change.DETAILS && aMinuteOld;
        if (failing ? aMinuteOld : meaning || details) {
            write(state, ended, now);
        }
    }

    /** Writes what has not been written yet. */
    void flush(GatewayState state, Set<UUID> ended, Moment now) {
        if (failing || state.change() != GatewayState.Change.NOTHING || !ended.equals(writtenEnded)) {
            write(state, ended, now);
        }
    }

    private void write(GatewayState state, Set<UUID> ended, Moment now) {
        writtenNanos = now.nanos();
        try {
            store.write(new GatewayMemory(state.memory(), ended));
            writtenEnded = ended;
            if (failing) {
                LOG.info("The probe's memory {} can be written again", store);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "The probe's memory {} can not be written, it is tried again each minute; after a restart the"
                                + " probe knows what is written there now",
                        store,
                        e);
            }
            failing = true;
        }
    }
}
