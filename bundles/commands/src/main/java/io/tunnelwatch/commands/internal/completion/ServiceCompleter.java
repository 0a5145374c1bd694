package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.OsgiServices;
import io.tunnelwatch.commands.internal.Services;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.osgi.framework.BundleContext;

/** Proposes what a service knows now; nothing where the service is absent. */
abstract class ServiceCompleter extends DescribingCompleter {

    @Reference
    private BundleContext bundleContext;

    @Override
    final Stream<Proposal> proposals(String typed) {
        try (OsgiServices services = new OsgiServices(bundleContext)) {
            // read to its end while the services are held
            return known(services, typed).toList().stream();
        }
    }

    /** The same, with the services. */
    abstract Stream<Proposal> known(Services services, String typed);
}
