package io.tunnelwatch.login.internal;

import io.tunnelwatch.login.LoginService;
import java.time.InstantSource;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The login in OSGi: asks the realm of Karaf's shell. */
@Component(
        service = {},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=io.tunnelwatch.login.LoginService",
        uses = LoginService.class,
        effective = "active")
public final class LoginComponent {

    private final ServiceRegistration<LoginService> registration;

    @Activate
    public LoginComponent(BundleContext context) {
        this.registration = context.registerService(
                LoginService.class, new LoginService(new JaasRealm("karaf"), InstantSource.system()), null);
    }

    @Deactivate
    void deactivate() {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle stops: the framework was faster
        }
    }
}
