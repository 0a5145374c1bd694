package io.tunnelwatch.management.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.StoreStatus.Fault;
import io.tunnelwatch.history.StoreStatus.PoolUse;
import io.tunnelwatch.history.StoreStatus.Recovery;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.management.StoreMXBean;
import java.util.Optional;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanNotificationInfo;
import org.jspecify.annotations.Nullable;

/** The history database for JMX. */
final class StoreBean extends QueuedBroadcaster implements StoreMXBean {

    private final Services services;
    private Optional<StoreHealth> told = Optional.empty();
    private long notifications;

    StoreBean(Services services) {
        super(new MBeanNotificationInfo(
                new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
                AttributeChangeNotification.class.getName(),
                "The state of the history database has changed"));
        this.services = services;
    }

    /** Tells who listens when the state is another than at the last look. Belongs to one thread; returns at once. */
    void look() {
        services.history().map(AlertHistory::health).ifPresent(now -> {
            told.filter(before -> before.state() != now.state()).ifPresent(before -> tell(before, now));
            told = Optional.of(now);
        });
    }

    private void tell(StoreHealth before, StoreHealth now) {
        notifications++;
        sendNotification(new AttributeChangeNotification(
                StoreMXBean.NAME,
                notifications,
                now.since().toEpochMilli(),
                now.cause().orElse("The history can be read and written"),
                "State",
                String.class.getName(),
                before.state().name(),
                now.state().name()));
    }

    @Override
    public String getState() {
        return health().state().name();
    }

    @Override
    public boolean isAvailable() {
        return health().isAvailable();
    }

    @Override
    public String getSince() {
        return health().since().toString();
    }

    @Override
    public @Nullable String getCause() {
        return health().cause().orElse(null);
    }

    @Override
    public @Nullable String getHint() {
        return health().hint().orElse(null);
    }

    @Override
    public @Nullable String getUrl() {
        return status().url().orElse(null);
    }

    @Override
    public @Nullable Integer getSchemaVersion() {
        return status().schemaVersion().orElse(null);
    }

    @Override
    public @Nullable Long getSequence() {
        return status().position().map(Position::sequence).orElse(null);
    }

    @Override
    public @Nullable Long getLag() {
        return services.log()
                .flatMap(log -> log.status().consumer(AlertHistory.CONSUMER_ID))
                .map(ConsumerStatus::lag)
                .orElse(null);
    }

    @Override
    public @Nullable Integer getPoolActive() {
        return status().pool().map(PoolUse::active).orElse(null);
    }

    @Override
    public @Nullable Integer getPoolIdle() {
        return status().pool().map(PoolUse::idle).orElse(null);
    }

    @Override
    public @Nullable Integer getPoolMax() {
        return status().pool().map(PoolUse::max).orElse(null);
    }

    @Override
    public @Nullable String getLastFault() {
        return status().lastFault()
                .map(fault -> fault.state() + ": " + fault.cause())
                .orElse(null);
    }

    @Override
    public @Nullable String getLastFaultAt() {
        return Texts.of(status().lastFault().map(Fault::at));
    }

    @Override
    public @Nullable String getLastRecovery() {
        return status().lastRecovery().map(Recovery::action).orElse(null);
    }

    @Override
    public @Nullable String getLastRecoveryAt() {
        return Texts.of(status().lastRecovery().map(Recovery::at));
    }

    @Override
    public @Nullable String getLastBackup() {
        return Texts.of(status().lastBackup().map(Backup::file));
    }

    @Override
    public @Nullable String getLastBackupAt() {
        return Texts.of(status().lastBackup().map(Backup::madeAt));
    }

    @Override
    public @Nullable String getBackupTrouble() {
        return status().backupTrouble().orElse(null);
    }

    @Override
    public @Nullable Long getFreeBytes() {
        return status().freeBytes().orElse(null);
    }

    @Override
    public int getQuarantinedFiles() {
        return status().quarantine().size();
    }

    @Override
    public String backup() {
        return Calls.run(() ->
                maintenance().backup(Optional.empty(), Progress.NONE).file().toString());
    }

    @Override
    public String[] check() {
        return Calls.run(() -> maintenance().check(Progress.NONE).toArray(String[]::new));
    }

    @Override
    public @Nullable String rebuild() {
        return Texts.of(Calls.run(() -> maintenance().rebuild(Progress.NONE)).map(Quarantined::file));
    }

    private StoreHealth health() {
        return history().health();
    }

    private StoreStatus status() {
        return history().status();
    }

    private AlertHistory history() {
        return Calls.present(services.history(), "The history");
    }

    private HistoryMaintenance maintenance() {
        return Calls.present(services.maintenance(), "The history");
    }
}
