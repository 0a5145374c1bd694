package io.tunnelwatch.notifier.internal.webhook;

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

/** One configuration of a webhook. */
@Component(
        service = {},
        immediate = true,
        configurationPid = WebhookConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebhookConfig.class, factory = true)
public final class WebhookChannelComponent {

    private final ConfiguredChannel channel;

    /** Opens the channel. */
    @Activate
    public WebhookChannelComponent(
            @Reference Channels channels, ChannelConfig common, WebhookConfig config, Map<String, Object> properties) {
        this.channel = new ConfiguredChannel(channels, "webhook", properties);
        modified(common, config, properties);
    }

    @Modified
    void modified(ChannelConfig common, WebhookConfig config, Map<String, Object> properties) {
        channel.apply(
                common,
                (reader, settings) -> new WebhookTransport(
                        WebhookSettingsReader.read(
                                reader, config, properties, settings.wording().zone()),
                        InstantSource.system()));
    }

    @Deactivate
    void deactivate(int reason) {
        channel.close(reason);
    }
}
