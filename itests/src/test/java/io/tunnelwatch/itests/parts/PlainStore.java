package io.tunnelwatch.itests.parts;

import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.store.internal.AlertStore;
import io.tunnelwatch.store.internal.StoreSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** The store over its database without a Karaf, from a start of its bundle to the stop. */
public final class PlainStore implements AutoCloseable {

    private final PlainDatabase database;
    private final AlertStore store;

    /**
     * @param file of the database; made if it is not there
     * @param log absent while nobody has one
     */
    public PlainStore(
            Path file,
            StoreSettings settings,
            Optional<AlertLog> log,
            AlertStore.Registrar registrar,
            InstantSource clock)
            throws SQLException {
        database = new PlainDatabase(file);
        store = new AlertStore(settings, database, () -> log, registrar, clock);
        store.start();
    }

    public AlertStore service() {
        return store;
    }

    @Override
    public void close() throws Exception {
        store.close();
        database.close();
    }
}
