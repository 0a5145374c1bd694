package io.tunnelwatch.notifier.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.Channels.OpenChannel;
import io.tunnelwatch.notifier.channel.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttChannelTest {

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    @Test
    void aConfigurationOpensChangesAndClosesItsChannel() {
        MqttChannel channel = channel(Map.of("url", "tcp://broker"));
        channel.modified(Configs.common(), Configs.mqtt(Map.of("url", "broker")));
        channel.modified(Configs.common(), Configs.mqtt(Map.of("url", "ssl://other", "topic", "noc")));
        channel.deactivate(4);

        assertThat(heard)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("open mqtt.noc"),
                        first -> assertThat(first).isEqualTo("use tunnelwatch/# at tcp://broker:1883"),
                        first -> assertThat(first)
                                .startsWith("refuse io.tunnelwatch.channel.mqtt~noc: url = 'broker' is refused"),
                        first -> assertThat(first).isEqualTo("use noc/# at ssl://other:8883"),
                        first -> assertThat(first).isEqualTo("close for good"));
    }

    private MqttChannel channel(Map<String, String> settings) {
        return new MqttChannel(
                new Heard(),
                Configs.common(),
                Configs.mqtt(settings),
                folder.resolve("id"),
                Map.of("service.pid", MqttConfig.PID + "~noc"));
    }

    private final class Heard implements Channels, OpenChannel {

        @Override
        public OpenChannel open(ChannelId id) {
            heard.add("open " + id);
            return this;
        }

        @Override
        public void use(ChannelSettings settings, Transport transport) {
            heard.add("use " + transport.target());
        }

        @Override
        public void refuse(String why) {
            heard.add("refuse " + why);
        }

        @Override
        public void close(boolean forGood) {
            heard.add(forGood ? "close for good" : "close");
        }
    }
}
