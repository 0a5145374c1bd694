package io.tunnelwatch.notifier.internal.email;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.ConfiguredChannel;
import java.time.InstantSource;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configuration of an email channel. */
@Component(
        service = {},
        immediate = true,
        configurationPid = EmailConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EmailConfig.class, factory = true)
public final class EmailChannelComponent {

    private final ConfiguredChannel channel;

    /** Opens the channel. */
    @Activate
    public EmailChannelComponent(
            @Reference Channels channels, ChannelConfig common, EmailConfig config, Map<String, Object> properties) {
        this.channel = new ConfiguredChannel(channels, "email", properties);
        modified(common, config);
    }

    @Modified
    void modified(ChannelConfig common, EmailConfig config) {
        channel.apply(
                common,
                (reader, settings) -> new EmailTransport(
                        EmailSettingsReader.read(reader, config), settings.wording(), InstantSource.system()));
    }

    @Deactivate
    void deactivate(int reason) {
        channel.close(reason);
    }
}
