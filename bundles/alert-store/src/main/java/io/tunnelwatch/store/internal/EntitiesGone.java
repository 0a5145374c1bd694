package io.tunnelwatch.store.internal;

import org.apache.openjpa.enhance.PCRegistry;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Takes the entities out of OpenJPA when the bundle has stopped. OpenJPA keeps one of each class that was ever loaded,
 * and with them the class loaders of this bundle and of those that it imports from, until OpenJPA itself is refreshed.
 * Components are deactivated and the entity manager factory is closed before a bundle's activator is stopped.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class EntitiesGone implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        // entities register themselves
    }

    @Override
    public void stop(BundleContext context) {
        PCRegistry.deRegister(EntitiesGone.class.getClassLoader());
    }
}
