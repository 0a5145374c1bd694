package io.tunnelwatch.commands.internal;

import java.util.ArrayList;
import java.util.List;
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
    private final List<ServiceReference<?>> held = new ArrayList<>();

    public OsgiServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        // it may have gone between the two calls
        Optional<T> service = Optional.ofNullable(reference).map(context::getService);
        if (service.isPresent()) {
            held.add(reference);
        }
        return service;
    }

    @Override
    public void close() {
        held.forEach(context::ungetService);
        held.clear();
    }
}
