package io.tunnelwatch.events.internal;

import io.tunnelwatch.listener.AlertListener;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whiteboard of listeners in OSGi: each that comes is a consumer of the log until it goes. */
@Component(
        service = {},
        immediate = true)
public final class ListenersComponent {

    private static final Logger LOG = LoggerFactory.getLogger(ListenersComponent.class);
    private static final Pattern IDS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final BundleContext context;
    private final Map<AlertListener, ServiceRegistration<AlertConsumer>> consumers = new ConcurrentHashMap<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Activate
    public ListenersComponent(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "remove")
    void add(AlertListener listener, Map<String, Object> properties) {
        if (!(properties.get(AlertListener.ID) instanceof String id
                && IDS.matcher(id).matches())) {
            LOG.error(
                    "{} is registered as an AlertListener without a usable {}: it is {}, and must be 1 to 64 letters,"
                            + " digits, dots, dashes and underscores. It gets no events",
                    listener.getClass().getName(),
                    AlertListener.ID,
                    properties.get(AlertListener.ID));
            return;
        }
        boolean fromOldest = Boolean.parseBoolean(String.valueOf(properties.get(AlertListener.FROM_OLDEST)));
        AlertConsumer consumer = new ListenerConsumer(listener, id, fromOldest, () -> Optional.ofNullable(log));
        consumers.put(listener, context.registerService(AlertConsumer.class, consumer, null));
    }

    /** Returns when the listener's thread has ended. */
    void remove(AlertListener listener) {
        Optional.ofNullable(consumers.remove(listener)).ifPresent(registration -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the bundle stops: the framework was faster
            }
        });
    }
}
