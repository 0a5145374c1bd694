package io.tunnelwatch.itests.day;

import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.store.internal.AlertStore;
import io.tunnelwatch.store.internal.StoreSettings;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The store over its database, from a start of its bundle to the stop. */
final class DayStore implements AutoCloseable {

    private static final StoreSettings SETTINGS = new StoreSettings(
            Duration.ofSeconds(5), new BackupSettings(Optional.of(Duration.ofHours(2)), 3, Optional.empty()));

    private final DayDatabase database;
    private final AlertStore store;

    DayStore(Path file, LogEngine engine, AcceptedLog log, InstantSource clock) throws SQLException {
        database = new DayDatabase(file);
        store = new AlertStore(SETTINGS, database, () -> Optional.of(log), new Whiteboard(engine), clock);
        store.start();
    }

    AlertStore service() {
        return store;
    }

    @Override
    public void close() throws Exception {
        store.close();
        database.close();
    }

    /** What the service registry does between the two. */
    private static final class Whiteboard implements AlertStore.Registrar {

        private final LogEngine engine;
        private Optional<HistoryConsumer> registered = Optional.empty();
        private boolean ended;

        Whiteboard(LogEngine engine) {
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
}
