package io.tunnelwatch.store.internal.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.persistence.spi.PersistenceProvider;
import javax.persistence.spi.PersistenceUnitInfo;
import org.apache.openjpa.persistence.OpenJPAEntityManagerFactory;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * OpenJPA for a unit whose classes were enhanced by the build. OpenJPA's own provider adds a transformer of classes for
 * each entity manager factory, and Aries JPA 2.7.3 never lets one go: the class loaders of this bundle, of those that
 * it imports from and of OpenJPA would stay until Karaf ends, and a transformer of an OpenJPA that is gone would be
 * called for the classes of the next store.
 *
 * <p>{@code persistence.xml} names this class, and Aries JPA finds it as a service by that name.
 */
@Component(
        service = PersistenceProvider.class,
        property = UnwovenOpenJpa.PROPERTY,
        reference =
                @Reference(
                        name = "openJpa",
                        service = PersistenceProvider.class,
                        target = UnwovenOpenJpa.STARTED_OPEN_JPA))
public final class UnwovenOpenJpa extends PersistenceProviderImpl {

    static final String PROPERTY = "javax.persistence.provider=io.tunnelwatch.store.internal.database.UnwovenOpenJpa";

    /**
     * What OpenJPA's bundle registers when it starts. Before that it has no loader for its own classes, and a refresh
     * starts bundles in any order: a factory that Aries JPA asks for too early fails, and it does not ask again.
     */
    static final String STARTED_OPEN_JPA =
            "(javax.persistence.provider=org.apache.openjpa.persistence.PersistenceProviderImpl)";

    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public OpenJPAEntityManagerFactory createContainerEntityManagerFactory(PersistenceUnitInfo unit, Map settings) {
        return super.createContainerEntityManagerFactory(withoutTransformers(unit), settings);
    }

    private static PersistenceUnitInfo withoutTransformers(PersistenceUnitInfo unit) {
        return (PersistenceUnitInfo) Proxy.newProxyInstance(
                UnwovenOpenJpa.class.getClassLoader(),
                new Class<?>[] {PersistenceUnitInfo.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "addTransformer" -> null;
                        // OpenJPA looks for another name with the loader of whichever thread this is
                    case "getPersistenceProviderClassName" -> PersistenceProviderImpl.class.getName();
                    default -> {
                        try {
                            yield method.invoke(unit, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }
}
