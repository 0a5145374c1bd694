package io.tunnelwatch.store.internal;

import io.tunnelwatch.store.internal.entity.AlertEntity;
import java.util.List;
import org.apache.openjpa.enhance.PCRegistry;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Takes the entities of a former version of this bundle out of OpenJPA. OpenJPA keeps one of each class that was ever
 * loaded, and with them the class loaders of that version and of those that it imports from, until OpenJPA itself is
 * refreshed. Those of the present version stay, also while it is stopped: they register themselves when their classes
 * are loaded, which a start without a refresh does not do again.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class FormerEntities implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        ClassLoader present = FormerEntities.class.getClassLoader();
        String entities = AlertEntity.class.getPackageName() + ".";
        List.copyOf(PCRegistry.getRegisteredTypes()).stream()
                .filter(type -> type.getName().startsWith(entities) && type.getClassLoader() != present)
                .map(Class::getClassLoader)
                .distinct()
                .forEach(PCRegistry::deRegister);
    }

    @Override
    public void stop(BundleContext context) {
        // the next version does it
    }
}
