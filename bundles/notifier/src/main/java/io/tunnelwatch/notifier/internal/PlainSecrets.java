package io.tunnelwatch.notifier.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Locale;
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
 * Warns of secrets that stand in the configuration of a channel as they are: they work, and everybody can read them.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class PlainSecrets implements ConfigurationListener {

    private static final Logger LOG = LoggerFactory.getLogger(PlainSecrets.class);
    private static final String CHANNELS = "io.tunnelwatch.channel.";
    private static final List<String> SECRETS = List.of("password", "secret", "token", "header.authorization");

    private final ConfigurationAdmin configurations;

    /** Looks at what is there already. */
    @Activate
    public PlainSecrets(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        lookAt(CHANNELS + "*");
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_UPDATED && event.getPid().startsWith(CHANNELS)) {
            lookAt(event.getPid());
        }
    }

    private void lookAt(String pid) {
        try {
            Configuration @Nullable [] found = configurations.listConfigurations("(service.pid=" + pid + ")");
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                warn(configuration.getPid(), configuration.getProperties());
            }
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.debug("The configuration {} can not be looked at", pid, e);
        }
    }

    private static void warn(String pid, Dictionary<String, Object> properties) {
        for (String key : Collections.list(properties.keys())) {
            String value = String.valueOf(properties.get(key));
            String name = key.toLowerCase(Locale.ROOT);
            boolean isSecret = SECRETS.stream().anyMatch(name::contains);
            if (isSecret && !value.isBlank() && !value.contains("$[")) {
                LOG.warn(
                        "{}: {} stands in the file as it is. Write $[env:NAME] or $[secret:NAME] in its place"
                                + " (docs/channels.md, \"Secrets\")",
                        pid,
                        key);
            }
        }
    }
}
