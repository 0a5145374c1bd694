package io.tunnelwatch.store.internal;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers the consumer as an OSGi service, by hand, because it is registered anew when the database was exchanged.
 */
final class ServiceRegistrar implements AlertStore.Registrar {

    private final BundleContext context;
    private @Nullable ServiceRegistration<AlertConsumer> registration;
    private boolean ended;

    ServiceRegistrar(BundleContext context) {
        this.context = context;
    }

    @Override
    public synchronized void register(HistoryConsumer consumer) {
        end();
        if (!ended) {
            registration = context.registerService(AlertConsumer.class, consumer, null);
        }
    }

    @Override
    public synchronized void unregister() {
        ended = true;
        end();
    }

    private void end() {
        ServiceRegistration<AlertConsumer> present = registration;
        if (present != null) {
            registration = null;
            present.unregister();
        }
    }
}
