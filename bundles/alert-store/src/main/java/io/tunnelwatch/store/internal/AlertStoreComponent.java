package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.store.internal.database.JpaTransactions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store in OSGi: active with or without a data source. */
@Component(
        immediate = true,
        service = {AlertHistory.class, HistoryMaintenance.class},
        configurationPid = StoreSettings.PID)
@Designate(ocd = StoreConfig.class)
public final class AlertStoreComponent implements AlertHistory, HistoryMaintenance {

    private static final Logger LOG = LoggerFactory.getLogger(AlertStoreComponent.class);

    private final AlertStore store;

    @Reference(
            target = "(osgi.unit.name=tunnelwatch)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable JpaTemplate jpa;

    @Reference(
            target = "(osgi.jndi.service.name=tunnelwatch)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable DataSource dataSource;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Activate
    public AlertStoreComponent(BundleContext context, StoreConfig config) {
        this.store = new AlertStore(
                settingsOrDefaults(config),
                new JpaTransactions(() -> Optional.ofNullable(dataSource), () -> Optional.ofNullable(jpa)),
                () -> Optional.ofNullable(log).filter(AlertLog::isOpen),
                new ServiceRegistrar(context),
                Clock.systemUTC());
    }

    /** Begins when the references are there. */
    @Activate
    void start() {
        store.start();
    }

    /** Takes new settings; wrong ones are refused, and those before hold on. */
    @Modified
    void modified(StoreConfig config) {
        try {
            store.settings(StoreSettings.of(config));
        } catch (InvalidSettingException e) {
            LOG.error("{}. The settings from before hold on", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        store.close();
    }

    @Override
    public AlertPage list(AlertFilter filter, PageRequest page) {
        return store.list(filter, page);
    }

    @Override
    public Optional<Alert> find(UUID id) {
        return store.find(id);
    }

    @Override
    public List<Alert> findByIdPrefix(String prefix, int limit) {
        return store.findByIdPrefix(prefix, limit);
    }

    @Override
    public List<LogEntry> timeline(UUID alertId, int limit) {
        return store.timeline(alertId, limit);
    }

    @Override
    public List<Delivery> deliveries(UUID alertId) {
        return store.deliveries(alertId);
    }

    @Override
    public AlertStatistics statistics(StatisticsRequest request, Progress progress) throws InterruptedException {
        return store.statistics(request, progress);
    }

    @Override
    public Strips strips(StripRequest request) {
        return store.strips(request);
    }

    @Override
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public StoreStatus status() {
        return store.status();
    }

    @Override
    public List<Backup> backups() {
        return store.maintenance().backups();
    }

    @Override
    public List<Quarantined> quarantine() {
        return store.maintenance().quarantine();
    }

    @Override
    public Backup backup(Optional<Path> file, Progress progress) throws MaintenanceFailedException {
        return store.maintenance().backup(file, progress);
    }

    @Override
    public Optional<Quarantined> restore(Path file, Progress progress) throws MaintenanceFailedException {
        return store.maintenance().restore(file, progress);
    }

    @Override
    public Optional<Quarantined> rebuild(Progress progress) throws MaintenanceFailedException {
        return store.maintenance().rebuild(progress);
    }

    @Override
    public List<String> check(Progress progress) throws MaintenanceFailedException {
        return store.maintenance().check(progress);
    }

    @Override
    public ImportResult importAlerts(ImportRequest request, Progress progress) throws MaintenanceFailedException {
        return store.maintenance().importAlerts(request, progress);
    }

    private static StoreSettings settingsOrDefaults(StoreConfig config) {
        try {
            return StoreSettings.of(config);
        } catch (InvalidSettingException e) {
            LOG.error("{}. Until it is set right, all settings of the store have their defaults", e.getMessage());
            return StoreSettings.DEFAULTS;
        }
    }
}
