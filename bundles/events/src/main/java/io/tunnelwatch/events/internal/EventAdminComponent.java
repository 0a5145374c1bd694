package io.tunnelwatch.events.internal;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LiveConsumer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event handlers of other bundles in OSGi: each that asks for topics of ours has a queue and a thread of its own
 * until it goes. A service is asked for with its first event, so that handlers of other topics are left alone.
 */
@Component(
        service = {},
        immediate = true)
public final class EventAdminComponent {

    private static final Logger LOG = LoggerFactory.getLogger(EventAdminComponent.class);

    private static final String CONSUMER_ID = "eventadmin";

    /** Some megabytes. */
    private static final int CAPACITY = 10_000;

    private final BundleContext context;
    private final Map<ServiceReference<EventHandler>, HandlerQueue> handlers = new ConcurrentHashMap<>();
    private final ServiceRegistration<AlertConsumer> registration;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Activate
    public EventAdminComponent(BundleContext context) {
        this.context = context;
        this.registration = context.registerService(
                AlertConsumer.class,
                new LiveConsumer(
                        CONSUMER_ID,
                        () -> Optional.ofNullable(log),
                        (entry, alert) -> offer(EventMap.of(entry, alert))),
                null);
    }

    @Deactivate
    void deactivate() {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle stops: the framework was faster
        }
        // it begins anew with the next start: the log keeps nothing for it
        Optional.ofNullable(log).ifPresent(present -> present.forget(CONSUMER_ID));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "add",
            unbind = "remove")
    void add(ServiceReference<EventHandler> reference) {
        Optional<Subscription> wanted =
                subscription(reference).filter(subscription -> subscription.mayWantTopicsUnder(EventMap.TOPIC_PREFIX));
        HandlerQueue queue = handlers.get(reference);
        if (wanted.isEmpty()) {
            remove(reference);
        } else if (queue == null) {
            handlers.put(
                    reference,
                    new HandlerQueue(owner(reference), wanted.get(), CAPACITY, () -> context.getService(reference)));
        } else {
            queue.become(wanted.get());
        }
    }

    /** Returns when the handler's thread has ended, or 5 s later. */
    void remove(ServiceReference<EventHandler> reference) {
        Optional.ofNullable(handlers.remove(reference)).ifPresent(queue -> {
            queue.close();
            try {
                context.ungetService(reference);
            } catch (IllegalStateException e) {
                // the bundle stops: the framework was faster
            }
        });
    }

    private void offer(Event event) {
        handlers.values().forEach(queue -> queue.offer(event));
    }

    private static Optional<Subscription> subscription(ServiceReference<EventHandler> reference) {
        try {
            return Optional.of(Subscription.of(FrameworkUtil.asMap(reference.getProperties())));
        } catch (InvalidSyntaxException e) {
            LOG.warn(
                    "An event handler of the bundle {} has the event.filter {}, which is none: it gets no alerts",
                    owner(reference),
                    e.getFilter(),
                    e);
            return Optional.empty();
        }
    }

    private static String owner(ServiceReference<EventHandler> reference) {
        return Optional.ofNullable(reference.getBundle())
                .map(Bundle::getSymbolicName)
                .orElse("unknown");
    }
}
