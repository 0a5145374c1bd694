package io.tunnelwatch.itests.parts;

import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.store.internal.AlertStore;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import java.util.Optional;

/** What the service registry does between the store and the log. */
public final class Whiteboard implements AlertStore.Registrar {

    private final LogEngine engine;
    private Optional<HistoryConsumer> registered = Optional.empty();
    private boolean ended;

    public Whiteboard(LogEngine engine) {
        this.engine = engine;
    }

    @Override
    public synchronized void register(HistoryConsumer consumer) {
        end();
        if (!ended) {
            registered = Optional.of(consumer);
            engine.add(consumer);
        }
    }

    @Override
    public synchronized void unregister() {
        ended = true;
        end();
    }

    private void end() {
        registered.ifPresent(engine::remove);
        registered = Optional.empty();
    }
}
