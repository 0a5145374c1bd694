package io.tunnelwatch.events.internal;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
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
import org.osgi.service.event.EventAdmin;

/** The bridge to EventAdmin in OSGi. */
@Component(
        service = {},
        immediate = true)
public final class EventAdminComponent {

    /** Some megabytes. */
    private static final int CAPACITY = 10_000;

    private final EventAdminBridge bridge;
    private final ServiceRegistration<AlertConsumer> registration;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Activate
    public EventAdminComponent(BundleContext context, @Reference EventAdmin eventAdmin) {
        this.bridge = new EventAdminBridge(() -> Optional.ofNullable(log), CAPACITY, eventAdmin::sendEvent);
        this.registration = context.registerService(AlertConsumer.class, bridge, null);
    }

    @Deactivate
    void deactivate() {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle stops: the framework was faster
        }
        bridge.close();
        // it begins anew with the next start: the log keeps nothing for it
        Optional.ofNullable(log).ifPresent(present -> present.forget(EventAdminBridge.CONSUMER_ID));
    }
}
