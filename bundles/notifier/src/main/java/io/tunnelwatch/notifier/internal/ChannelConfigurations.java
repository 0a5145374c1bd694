package io.tunnelwatch.notifier.internal;

import io.tunnelwatch.settings.MisnamedConfiguration;
import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
 * Looks at the configurations of channels as they were written. It warns of secrets that stand in them as they are:
 * they work, and everybody can read them. And it says, in the log and in {@code alert:channels}, when a file is no
 * channel because of its name, which Karaf itself passes over in silence.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class ChannelConfigurations implements ConfigurationListener {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelConfigurations.class);
    private static final String CHANNELS = "io.tunnelwatch.channel.";
    private static final Pattern FACTORIES = Pattern.compile(Pattern.quote(CHANNELS) + "[a-z]+");
    private static final List<String> SECRETS =
            List.of("password", "community", "secret", "token", "header.authorization");
    private static final String PLACEHOLDER = "$[";

    private final OpenChannels channels;
    private final ConfigurationAdmin configurations;
    private final Set<String> misnamed = new HashSet<>();

    /** Looks at what is there already. */
    @Activate
    public ChannelConfigurations(@Reference NotifierComponent notifier, @Reference ConfigurationAdmin configurations) {
        this(notifier.openChannels(), configurations);
    }

    ChannelConfigurations(OpenChannels channels, ConfigurationAdmin configurations) {
        this.channels = channels;
        this.configurations = configurations;
        lookAt(CHANNELS + "*");
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (!event.getPid().startsWith(CHANNELS)) {
            return;
        }
        if (event.getType() == ConfigurationEvent.CM_UPDATED) {
            lookAt(event.getPid());
        } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
            forget(event.getPid());
        }
    }

    private synchronized void lookAt(String pid) {
        try {
            Configuration @Nullable [] found = configurations.listConfigurations("(service.pid=" + pid + ")");
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                lookAt(configuration);
            }
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.warn("The configurations of channels can not be looked at", e);
        }
    }

    private void lookAt(Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        if (configuration.getFactoryPid() == null) {
            Optional<String> file = Optional.ofNullable(properties.get("felix.fileinstall.filename"))
                    .map(Object::toString);
            MisnamedConfiguration.of(configuration.getPid(), file, FACTORIES).ifPresent(this::say);
        } else {
            warn(configuration.getPid(), properties);
        }
    }

    private void say(MisnamedConfiguration configuration) {
        if (misnamed.add(configuration.pid())) {
            String why = String.valueOf(configuration.refusal().getMessage());
            LOG.error("{}. Nobody is told by it until then", why);
            channels.refuse(name(configuration.pid()), why);
        }
    }

    private synchronized void forget(String pid) {
        if (misnamed.remove(pid)) {
            channels.forgetRefused(name(pid));
        }
    }

    /** {@code email.noc}, as the channel would be called. */
    private static String name(String pid) {
        return pid.substring(CHANNELS.length()).replaceFirst("~", ".");
    }

    private static void warn(String pid, Dictionary<String, Object> properties) {
        for (String key : Collections.list(properties.keys())) {
            String name = key.toLowerCase(Locale.ROOT);
            String value = String.valueOf(properties.get(key));
            if (SECRETS.stream().anyMatch(name::contains) && !value.isBlank() && !value.contains(PLACEHOLDER)) {
                LOG.warn(
                        "{}: {} stands in the file as it is. Write $[env:NAME] or $[secret:NAME] in its place"
                                + " (docs/channels.md, \"Secrets\")",
                        pid,
                        key);
            }
        }
    }
}
