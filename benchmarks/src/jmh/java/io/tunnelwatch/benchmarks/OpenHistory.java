package io.tunnelwatch.benchmarks;

import io.tunnelwatch.itests.parts.PlainStore;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.store.internal.AlertStore;
import io.tunnelwatch.store.internal.StoreSettings;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The store over a database, with its tables made, and nobody who feeds it but the benchmark. */
final class OpenHistory implements AutoCloseable {

    private static final StoreSettings SETTINGS = new StoreSettings(
            Duration.ofSeconds(30), new BackupSettings(Optional.empty(), 2, Optional.empty()), RetentionSettings.ALL);
    private static final long START_SECONDS = 60;

    private final PlainStore store;
    private final HistoryConsumer consumer;

    OpenHistory(Path file) throws SQLException {
        CompletableFuture<HistoryConsumer> registered = new CompletableFuture<>();
        store = new PlainStore(
                file,
                SETTINGS,
                Optional.empty(),
                new AlertStore.Registrar() {
                    @Override
                    public void register(HistoryConsumer consumer) {
                        registered.complete(consumer);
                    }

                    @Override
                    public void unregister() {
                        // the benchmark is its log
                    }
                },
                InstantSource.system());
        try {
            consumer = registered.get(START_SECONDS, TimeUnit.SECONDS);
            consumer.position(); // opens it
        } catch (PositionUnavailableException | ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException("The history in " + file + " does not open", e);
        }
    }

    /** Makes the tables of an empty file, and closes it. */
    static void make(Path file) throws Exception {
        new OpenHistory(file).close();
    }

    /** The same file in plain JDBC, with the settings of our data source. */
    static Connection plain(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = TRUNCATE");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA foreign_keys = on");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    AlertStore service() {
        return store.service();
    }

    HistoryConsumer consumer() {
        return consumer;
    }

    @Override
    public void close() throws Exception {
        store.close();
    }
}
