package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.settings.InvalidSettingException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alert log in OSGi: settings in, consumers in (whiteboard), the service out. */
@Component(immediate = true, configurationPid = LogSettings.PID)
@Designate(ocd = LogConfig.class)
public final class AlertLogComponent implements AlertLog {

    private static final Logger LOG = LoggerFactory.getLogger(AlertLogComponent.class);

    private final Path defaultDirectory;
    private final LogEngine engine;

    @Activate
    public AlertLogComponent(BundleContext context, LogConfig config) {
        String data = Optional.ofNullable(context.getProperty("karaf.data")).orElse("data");
        this.defaultDirectory = Path.of(data, "tunnelwatch", "log").toAbsolutePath();
        this.engine = new LogEngine(settingsOrDefaults(config), new FileDisk(), Clock.systemUTC());
    }

    /** Takes new settings; wrong ones are refused, and those before hold on. */
    @Modified
    void modified(LogConfig config) {
        try {
            engine.settings(LogSettings.of(config, defaultDirectory));
        } catch (InvalidSettingException e) {
            LOG.error("{}. The settings from before hold on", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        engine.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeConsumer")
    void addConsumer(AlertConsumer consumer) {
        engine.add(consumer);
    }

    void removeConsumer(AlertConsumer consumer) {
        engine.remove(consumer);
    }

    @Override
    public Position append(List<AlertEvent> events) throws AppendRefusedException {
        return engine.append(events);
    }

    @Override
    public boolean isOpen() {
        return engine.isOpen();
    }

    @Override
    public OpenAlerts openAlerts() {
        return engine.openAlerts();
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        return engine.notYetTakenBy(consumerId, limit);
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        return engine.read(after, limit);
    }

    @Override
    public void forget(String consumerId) {
        engine.forget(consumerId);
    }

    @Override
    public LogStatus status() {
        return engine.status();
    }

    /** A wrong value must not keep the log from opening: alerts are worth more than a setting. */
    private LogSettings settingsOrDefaults(LogConfig config) {
        try {
            return LogSettings.of(config, defaultDirectory);
        } catch (InvalidSettingException e) {
            LOG.error("{}. Until it is set right, all settings of the log have their defaults", e.getMessage());
            return LogSettings.defaults(defaultDirectory);
        }
    }
}
