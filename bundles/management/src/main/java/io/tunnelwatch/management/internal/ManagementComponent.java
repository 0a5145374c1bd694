package io.tunnelwatch.management.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.WireGuardProbe;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The MBeans in OSGi: services in, MBeans out, in the JVM's own MBean server, which is Karaf's. */
@Component(
        service = {},
        immediate = true)
public final class ManagementComponent implements Services {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertHistory history;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable HistoryMaintenance maintenance;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable WireGuardProbe probe;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Notifier notifier;

    private final Management management;
    private final ServiceRegistration<AlertConsumer> consumer;

    @Activate
    public ManagementComponent(BundleContext context) {
        this.management = new Management(this, ManagementFactory.getPlatformMBeanServer(), LOOK_EVERY);
        this.consumer = context.registerService(AlertConsumer.class, management.notifications(), null);
    }

    @Deactivate
    void deactivate() {
        try {
            consumer.unregister();
        } catch (IllegalStateException e) {
            // the bundle stops: the framework was faster
        }
        management.close();
        // it begins anew with the next start: the log keeps nothing for it
        log().ifPresent(present -> present.forget(Management.CONSUMER_ID));
    }

    @Override
    public Optional<AlertLog> log() {
        return Optional.ofNullable(log);
    }

    @Override
    public Optional<AlertHistory> history() {
        return Optional.ofNullable(history);
    }

    @Override
    public Optional<HistoryMaintenance> maintenance() {
        return Optional.ofNullable(maintenance);
    }

    @Override
    public Optional<WireGuardProbe> probe() {
        return Optional.ofNullable(probe);
    }

    @Override
    public Optional<Notifier> notifier() {
        return Optional.ofNullable(notifier);
    }
}
