package io.tunnelwatch.benchmarks;

import io.tunnelwatch.itests.parts.PlainDatabase;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.TakingTurns;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import io.tunnelwatch.store.internal.recover.LogReach;
import io.tunnelwatch.store.internal.recover.Upkeep;
import io.tunnelwatch.store.internal.retain.Retention;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The writing part of a store over a large history, of which it may retire half in a thread of its own. */
final class RetiringHistory implements AutoCloseable {

    private static final int ALERTS = 1_000_000;

    /** Another id for each, which only has to be another. */
    private static final String ID = "substr(id, 1, 24) || '%s' || substr(id, 26)";

    private final PlainDatabase database;
    private final Upkeep upkeep;
    private final HistoryConsumer consumer;
    private final Retention retention;
    private final Thread retiring = new Thread(this::retire, "retiring");
    private volatile RetentionSettings kept = RetentionSettings.ALL;

    RetiringHistory(Path file) throws Exception {
        database = new PlainDatabase(file);
        GuardedDatabase guarded = new GuardedDatabase(database);
        Writer writer = new Writer();
        HealthMonitor health = new HealthMonitor(InstantSource.system());
        BackupSettings none = new BackupSettings(Optional.empty(), 2, Optional.empty());
        upkeep = new Upkeep(
                guarded,
                writer,
                health,
                new LogReach(Optional::empty),
                () -> none,
                () -> RetentionSettings.ALL,
                InstantSource.system());
        consumer =
                new HistoryConsumer(guarded, upkeep.keeper(), writer, health, Optional::empty, InstantSource.system());
        TakingTurns inTurn = new TakingTurns(guarded, writer, upkeep.keeper()::beforeWriting, upkeep.keeper()::written);
        retention = new Retention(() -> kept, inTurn, InstantSource.system(), System::nanoTime, LockSupport::parkNanos);
        consumer.position(); // opens it
    }

    /** A year of alerts with two events and a delivery each, which stays on the disk for later runs. */
    static Path file() throws Exception {
        Path file = BenchData.kept("history").resolve(ALERTS + "-with-events.db");
        if (Files.notExists(file)) {
            Path half = Files.copy(
                    LargeHistory.file(ALERTS), BenchData.empty("history-half").resolve("alerts.db"));
            try (Connection connection = OpenHistory.plain(half);
                    Statement statement = connection.createStatement()) {
                for (String type : List.of("Raised", "Resolved")) {
                    statement.executeUpdate("INSERT INTO alert_event SELECT "
                            + String.format(ID, type.equals("Raised") ? "a" : "b") + ", id, '" + type
                            + "', raised_at, '00000000-0000-0001-0000-000000000001', last_sequence,"
                            + " json_object('type', '" + type + "', 'summary', summary, 'peer', peer_key) FROM alert");
                }
                statement.executeUpdate("INSERT INTO delivery SELECT " + String.format(ID, "a")
                        + ", id, 'mail', 'RAISED', raised_at, NULL, 0 FROM alert");
                connection.commit();
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    HistoryConsumer consumer() {
        return consumer;
    }

    /** Begins to retire the older half. */
    void beginToRetire() {
        kept = RetentionSettings.of(0, ALERTS / 2);
        retiring.start();
    }

    private void retire() {
        while (!Thread.currentThread().isInterrupted()
                && retention.status().lastRetired().isEmpty()) {
            retention.work();
        }
    }

    @Override
    public void close() throws Exception {
        retiring.interrupt();
        retiring.join();
        upkeep.close();
        database.close();
    }
}
