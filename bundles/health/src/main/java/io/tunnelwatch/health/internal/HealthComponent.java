package io.tunnelwatch.health.internal;

import io.tunnelwatch.health.internal.HealthChecks.Tagged;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.HealthCheck;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health checks in OSGi: services in, a {@link HealthCheck} for each thing that is there out. */
@Component(
        service = {},
        immediate = true)
public final class HealthComponent implements Services {

    private static final Logger LOG = LoggerFactory.getLogger(HealthComponent.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MAX_WAIT_FOR_END_SECONDS = 10;

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
    private volatile @Nullable WireGuardProbe probe;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Notifier notifier;

    private final BundleContext context;
    private final HealthChecks checks = new HealthChecks(this, InstantSource.system(), System::nanoTime);
    private final Roster roster = new Roster(this::register);
    private final ScheduledExecutorService thread;

    @Activate
    public HealthComponent(BundleContext context) {
        this.context = context;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "tunnelwatch-health");
            created.setDaemon(true);
            return created;
        });
        // not at once: the services come behind the constructor
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void deactivate() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A service did not answer for {} s; health checks may stay", MAX_WAIT_FOR_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        roster.become(Map.of());
    }

    private void look() {
        try {
            roster.become(checks.wanted());
            checks.look();
        } catch (RuntimeException | LinkageError e) { // of a service on its way out; or it would never look again
            LOG.debug("A service could not be asked; it is asked again", e);
        }
    }

    private Runnable register(String name, Tagged tagged) {
        Map<String, Object> properties = Map.of(HealthCheck.NAME, name, HealthCheck.TAGS, Tag.property(tagged.tags()));
        ServiceRegistration<HealthCheck> registration =
                context.registerService(HealthCheck.class, tagged.check(), new Hashtable<>(properties));
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the bundle stops: the framework was faster
            }
        };
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
    public Optional<WireGuardProbe> probe() {
        return Optional.ofNullable(probe);
    }

    @Override
    public Optional<Notifier> notifier() {
        return Optional.ofNullable(notifier);
    }
}
