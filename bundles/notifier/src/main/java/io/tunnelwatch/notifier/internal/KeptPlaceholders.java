package io.tunnelwatch.notifier.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps secrets that stand in configurations as placeholders ({@code $[env:NAME]}, {@code $[secret:NAME]}) out of
 * {@code config:list}, and {@code config:property-set} from writing them into files. Karaf 4.4 asks for the properties
 * after Felix' interpolation has put the secrets in; it names no component it asks for, as the runtime of components
 * does, and that tells them apart.
 */
@Component(
        service = ConfigurationPlugin.class,
        property = {
            ConfigurationPlugin.CM_RANKING + ":Integer=900", // after the interpolation, which has 500
            "config.plugin.id=io.tunnelwatch.placeholders"
        })
public final class KeptPlaceholders implements ConfigurationPlugin {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPlaceholders.class);
    private static final String OURS = "io.tunnelwatch.";
    private static final String PLACEHOLDER = "$[";

    private final ConfigurationAdmin configurations;

    /** @param configurations has the properties as they were written */
    @Activate
    public KeptPlaceholders(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    @Override
    public void modifyConfiguration(@Nullable ServiceReference<?> reference, Dictionary<String, Object> properties) {
        Object pid = properties.get("service.pid");
        if (reference == null && pid instanceof String name && name.startsWith(OURS)) {
            putBack(name, properties);
        }
    }

    private void putBack(String pid, Dictionary<String, Object> properties) {
        try {
            Configuration @Nullable [] found = configurations.listConfigurations("(service.pid=" + pid + ")");
            if (found == null || found.length == 0) {
                return;
            }
            Dictionary<String, Object> written = found[0].getProperties();
            for (String key : Collections.list(written.keys())) {
                if (String.valueOf(written.get(key)).contains(PLACEHOLDER)) {
                    properties.put(key, written.get(key));
                }
            }
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.warn("The placeholders of {} can not be put back for display", pid, e);
        }
    }
}
