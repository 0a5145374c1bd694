package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.ConfiguredChannel;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Plain;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.channel.Wording;
import io.tunnelwatch.settings.SettingReader;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configuration of an Alertmanager channel. */
@Component(
        service = {},
        immediate = true,
        configurationPid = AlertmanagerConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AlertmanagerConfig.class, factory = true)
public final class AlertmanagerComponent {

    private static final int LONGEST_SUMMARY = 1000;

    private final ConfiguredChannel channel;

    /** Opens the channel. */
    @Activate
    public AlertmanagerComponent(
            @Reference Channels channels,
            ChannelConfig common,
            AlertmanagerConfig config,
            Map<String, Object> properties) {
        this.channel = new ConfiguredChannel(channels, "alertmanager", properties);
        modified(common, config);
    }

    @Modified
    void modified(ChannelConfig common, AlertmanagerConfig config) {
        channel.apply(common, (reader, settings) -> transport(reader, settings, common, config));
    }

    @Deactivate
    void deactivate(int reason) {
        channel.close(reason);
    }

    private static Transport transport(
            SettingReader reader, ChannelSettings settings, ChannelConfig common, AlertmanagerConfig config) {
        AlertmanagerSettings own = AlertmanagerSettingsReader.read(reader, config);
        Wording wording = settings.wording();
        AlertWriter writer = new AlertWriter(own, summary(common, wording), wording::text);
        return new AlertmanagerTransport(own, writer, InstantSource.system());
    }

    /** The built-in subject says severity and notice, which the Alertmanager has its own ways to say. */
    private static Function<Message, String> summary(ChannelConfig common, Wording wording) {
        return common.subject().isBlank()
                ? message -> Plain.line(message.first().alert().summary(), LONGEST_SUMMARY)
                : wording::subject;
    }
}
