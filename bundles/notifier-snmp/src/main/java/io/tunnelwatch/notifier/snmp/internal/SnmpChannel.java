package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.ConfiguredChannel;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Wording;
import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.SettingReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.snmp4j.smi.OctetString;

/** One configuration of an SNMP channel. */
@Component(
        service = {},
        immediate = true,
        configurationPid = SnmpConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SnmpConfig.class, factory = true)
public final class SnmpChannel {

    private static final String TYPE = "snmp";

    private final ConfiguredChannel channel;
    private final Path engineFile;

    /** Opens the channel. */
    @Activate
    public SnmpChannel(
            @Reference Channels channels,
            ChannelConfig common,
            SnmpConfig config,
            BundleContext bundle,
            Map<String, Object> properties) {
        this(channels, common, config, data(bundle), properties);
    }

    /** @param data where engines are kept */
    SnmpChannel(Channels channels, ChannelConfig common, SnmpConfig config, Path data, Map<String, Object> properties) {
        this.channel = new ConfiguredChannel(channels, TYPE, properties);
        this.engineFile = data.resolve(ConfigurationName.of(properties).instance() + ".engine");
        modified(common, config);
    }

    @Modified
    void modified(ChannelConfig common, SnmpConfig config) {
        channel.apply(common, (reader, settings) -> transport(reader, summary(common, settings.wording()), config));
    }

    @Deactivate
    void deactivate(int reason) {
        channel.close(reason);
    }

    private SnmpTransport transport(SettingReader reader, Function<Message, String> summary, SnmpConfig config) {
        SnmpSettings settings = SnmpSettingsReader.read(reader, config);
        return new SnmpTransport(
                settings, engine(reader, settings, config), new NotificationWriter(settings.root(), summary));
    }

    /** Of v3 traps, whose receiver has to know it. */
    private Optional<EngineFile> engine(SettingReader reader, SnmpSettings settings, SnmpConfig config) {
        Optional<OctetString> configured = SnmpSettingsReader.engineId(reader, config);
        if (settings.login() instanceof Login.Community || settings.confirmed()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EngineFile(engineFile, configured, InstantSource.system()));
        } catch (IOException e) {
            throw new UncheckedIOException("the engine can not be kept in " + engineFile, e);
        }
    }

    private static Function<Message, String> summary(ChannelConfig common, Wording wording) {
        return common.subject().isBlank() ? message -> message.first().alert().summary() : wording::subject;
    }

    /** Beside what the notifier keeps, so that a bundle that is installed anew goes on. */
    private static Path data(BundleContext bundle) {
        Path data =
                Path.of(Optional.ofNullable(bundle.getProperty("karaf.data")).orElse("data"));
        return data.resolve("tunnelwatch").resolve("snmp");
    }
}
