package io.tunnelwatch.commands.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Services of the framework, held for one execution. Karaf's own injection of optional services takes all commands of a
 * bundle away and puts them back whenever one of the services comes or goes, so that a command typed at that moment is
 * not found; looking them up avoids that.
 */
public final class OsgiServices implements Services, AutoCloseable {

    private final BundleContext context;
    private final Map<Class<?>, ServiceReference<?>> held = new HashMap<>();

    public OsgiServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        // it may have gone between the two calls
        Optional<T> service = Optional.ofNullable(reference).map(context::getService);
        if (service.isPresent()) {
            // a command that looks again and again holds each service once, and not one that has been replaced
            Optional.ofNullable(held.put(type, reference)).ifPresent(context::ungetService);
        }
        return service;
    }

    @Override
    public void close() {
        held.values().forEach(context::ungetService);
        held.clear();
    }
}
