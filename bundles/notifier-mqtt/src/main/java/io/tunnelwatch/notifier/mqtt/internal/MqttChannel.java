package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.ConfiguredChannel;
import io.tunnelwatch.settings.ConfigurationName;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One configuration of an MQTT channel. Wrong settings never keep it from being there: {@code alert:channels} says so.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = MqttConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MqttConfig.class, factory = true)
public final class MqttChannel {

    private static final String TYPE = "mqtt";
    private static final String ID_FILE = "installation-id";

    private final ConfiguredChannel channel;
    private final String clientId;

    /** Opens the channel. */
    @Activate
    public MqttChannel(
            @Reference Channels channels,
            ChannelConfig common,
            MqttConfig config,
            BundleContext bundle,
            Map<String, Object> properties) {
        this(channels, common, config, bundle.getDataFile(ID_FILE).toPath(), properties);
    }

    MqttChannel(
            Channels channels, ChannelConfig common, MqttConfig config, Path idFile, Map<String, Object> properties) {
        this.clientId = "tunnelwatch-" + ConfigurationName.of(properties).instance() + "-" + Installation.id(idFile);
        this.channel = new ConfiguredChannel(channels, TYPE, properties);
        apply(common, config);
    }

    @Modified
    void modified(ChannelConfig common, MqttConfig config) {
        apply(common, config);
    }

    @Deactivate
    void deactivate(int reason) {
        channel.close(reason);
    }

    private void apply(ChannelConfig common, MqttConfig config) {
        channel.apply(
                common, (reader, settings) -> new MqttTransport(MqttSettingsReader.read(reader, config, clientId)));
    }
}
