package io.tunnelwatch.wg.internal;

import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.MisnamedConfiguration;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.settings.GatewayConfig;
import java.io.IOException;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says so when a gateway or peer is not watched because of the name of its file, which Karaf itself passes over in
 * silence: once in the log, and in {@code wg:gateways} for as long as it is so.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class MisnamedConfigurations implements ConfigurationListener {

    private static final Logger LOG = LoggerFactory.getLogger(MisnamedConfigurations.class);

    /** Instances of the factories have PIDs of the same form; which is one, the configuration itself knows. */
    private static final String OURS = "(|(service.pid=io.tunnelwatch.gateway~*)(service.pid=io.tunnelwatch.peer~*))";

    private static final Pattern FACTORIES = Pattern.compile("io\\.tunnelwatch\\.(?:gateway|peer)");

    private final ProbeService probe;
    private final ConfigurationAdmin configurations;
    private final Set<String> said = new HashSet<>();

    /** Looks at what is there already. */
    @Activate
    public MisnamedConfigurations(@Reference ProbeComponent probe, @Reference ConfigurationAdmin configurations) {
        this(probe.service(), configurations);
    }

    MisnamedConfigurations(ProbeService probe, ConfigurationAdmin configurations) {
        this.probe = probe;
        this.configurations = configurations;
        lookAt(OURS);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getFactoryPid() != null
                || MisnamedConfiguration.of(event.getPid(), Optional.empty(), FACTORIES)
                        .isEmpty()) {
            return;
        }
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            forget(event.getPid());
        } else {
            lookAt("(service.pid=" + event.getPid() + ")");
        }
    }

    private synchronized void lookAt(String filter) {
        try {
            Configuration @Nullable [] found = configurations.listConfigurations(filter);
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                if (configuration.getFactoryPid() == null) {
                    MisnamedConfiguration.of(configuration.getPid(), filename(configuration), FACTORIES)
                            .ifPresent(this::say);
                }
            }
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.error("The names of the configurations could not be looked at", e);
        }
    }

    private void say(MisnamedConfiguration misnamed) {
        if (!said.add(misnamed.pid())) {
            return;
        }
        InvalidSettingException refusal = misnamed.refusal();
        if (misnamed.factory().equals(GatewayConfig.PID)) {
            probe.refuse(misnamed.pid(), misnamed.instance(), "", refusal);
        } else {
            LOG.error("The peer's settings do not count: {}", refusal.getMessage());
        }
    }

    private synchronized void forget(String pid) {
        if (said.remove(pid)) {
            probe.forgetRefused(pid);
        }
    }

    private static Optional<String> filename(Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        return Optional.ofNullable(properties == null ? null : properties.get("felix.fileinstall.filename"))
                .map(Object::toString);
    }
}
