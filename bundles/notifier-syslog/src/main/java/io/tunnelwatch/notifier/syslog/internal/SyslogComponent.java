package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.ConfiguredChannel;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.MessageFields;
import io.tunnelwatch.notifier.channel.Wording;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configuration of a syslog channel. */
@Component(
        service = {},
        immediate = true,
        configurationPid = SyslogConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SyslogConfig.class, factory = true)
public final class SyslogComponent {

    private final ConfiguredChannel channel;

    /** Opens the channel. */
    @Activate
    public SyslogComponent(
            @Reference Channels channels, ChannelConfig common, SyslogConfig config, Map<String, Object> properties) {
        this.channel = new ConfiguredChannel(channels, "syslog", properties);
        modified(common, config);
    }

    @Modified
    void modified(ChannelConfig common, SyslogConfig config) {
        channel.apply(
                common, (reader, settings) -> SyslogTransport.of(reader, headline(common, settings.wording()), config));
    }

    /** The built-in subject says who speaks, which APP-NAME does here. */
    private static Function<Message, String> headline(ChannelConfig common, Wording wording) {
        return common.subject().isBlank() ? MessageFields::headline : wording::subject;
    }

    @Deactivate
    void deactivate(int reason) {
        channel.close(reason);
    }
}
