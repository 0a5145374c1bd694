package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.notifier.channel.Channels.OpenChannel;
import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import java.util.Map;

/** One configuration of a channel: what its component has to do when settings come, change and go. */
public final class ConfiguredChannel {

    /** {@code ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED}. */
    private static final int CONFIGURATION_DELETED = 4;

    /** Makes the transport of a type out of its settings. */
    @FunctionalInterface
    public interface TransportMaker {

        /**
         * @param reader refuses what is wrong
         * @param settings those that every channel has
         * @throws InvalidSettingException a value is refused
         */
        Transport make(SettingReader reader, ChannelSettings settings);
    }

    private final ConfigurationName configuration;
    private final OpenChannel channel;

    /**
     * Opens the channel.
     *
     * @param properties of the component
     * @throws InvalidSettingException the configuration's name is no name of a channel
     */
    public ConfiguredChannel(Channels channels, String type, Map<String, ?> properties) {
        this.configuration = ConfigurationName.of(properties);
        String name = configuration.instance();
        if (!ChannelId.NAME.matcher(name).matches()) {
            throw new InvalidSettingException(
                    configuration.pid(), "the name behind ~", name, "up to 64 letters, digits, '.', '_', '-'");
        }
        this.channel = channels.open(new ChannelId(type, name));
    }

    /** Takes settings; refused ones change nothing, and {@code alert:channels} says why. */
    public void apply(ChannelConfig config, TransportMaker maker) {
        SettingReader reader = new SettingReader(configuration.pid());
        try {
            ChannelSettings settings = ChannelSettingsReader.read(reader, config);
            channel.use(settings, maker.make(reader, settings));
        } catch (InvalidSettingException e) {
            channel.refuse(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) { // or the channel would stay half open
            channel.refuse(configuration.pid() + ": the settings can not be used (" + e + ")");
        }
    }

    /**
     * Closes it.
     *
     * @param reason as {@code @Deactivate} gets it: a deleted configuration is the end of the channel, anything else is
     *     not
     */
    public void close(int reason) {
        channel.close(reason == CONFIGURATION_DELETED);
    }
}
