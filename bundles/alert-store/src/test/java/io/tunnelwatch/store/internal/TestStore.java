package io.tunnelwatch.store.internal;

import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.store.internal.database.Database;
import io.tunnelwatch.store.internal.database.GuardedDatabase;
import io.tunnelwatch.store.internal.database.TakingTurns;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.database.Writer;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import io.tunnelwatch.store.internal.recover.LogReach;
import io.tunnelwatch.store.internal.recover.Upkeep;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The parts of a store that write, as {@link AlertStore} puts them together, without its threads. */
final class TestStore {

    final HistoryConsumer consumer;
    final Upkeep upkeep;

    /** As other work than the projection writes. */
    final Transactions inTurn;

    TestStore(Database database, HealthMonitor health, Supplier<Optional<AlertLog>> log, InstantSource clock) {
        this(database, health, log, clock, new BackupSettings(Optional.empty(), 3, Optional.empty()));
    }

    TestStore(
            Database database,
            HealthMonitor health,
            Supplier<Optional<AlertLog>> log,
            InstantSource clock,
            BackupSettings backups) {
        this(database, health, log, clock, backups, () -> RetentionSettings.ALL);
    }

    TestStore(
            Database database,
            HealthMonitor health,
            Supplier<Optional<AlertLog>> log,
            InstantSource clock,
            BackupSettings backups,
            Supplier<RetentionSettings> kept) {
        GuardedDatabase guarded = new GuardedDatabase(database);
        Writer writer = new Writer();
        upkeep = new Upkeep(guarded, writer, health, new LogReach(log), () -> backups, kept, clock);
        inTurn = new TakingTurns(guarded, writer, upkeep.keeper()::beforeWriting, upkeep.keeper()::written);
        consumer = new HistoryConsumer(guarded, upkeep.keeper(), writer, health, upkeep::mayReturnTo, clock);
    }

    /** One that knows no log. */
    static HistoryConsumer consumer(Database database, HealthMonitor health) {
        return new TestStore(database, health, Optional::empty, InstantSource.system()).consumer;
    }
}
