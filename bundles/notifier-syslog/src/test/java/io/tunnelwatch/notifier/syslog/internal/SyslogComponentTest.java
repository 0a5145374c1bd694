package io.tunnelwatch.notifier.syslog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogComponentTest {

    private final List<String> happened = new ArrayList<>();

    private final Channels channels = id -> new Channels.OpenChannel() {
        @Override
        public void use(ChannelSettings settings, Transport transport) {
            happened.add(id + " uses " + transport.target() + " as " + transport.audience());
            transport.close();
        }

        @Override
        public void refuse(String why) {
            happened.add(why);
        }

        @Override
        public void close(boolean forGood) {
            happened.add("closed, for good: " + forGood);
        }
    };

    @Test
    void aConfigurationIsAChannelUntilItIsDeleted() {
        SyslogComponent component = component(Map.of("host", "logs.example.org"));
        component.modified(common(), config(Map.of("host", "logs.example.org", "protocol", "tls")));
        component.modified(common(), config(Map.of("host", "::1", "protocol", "tcp", "port", "1514")));
        component.deactivate(4);

        assertThat(happened)
                .containsExactly(
                        "syslog.noc uses udp logs.example.org:514 as SYSTEM",
                        "syslog.noc uses tls logs.example.org:6514 as SYSTEM",
                        "syslog.noc uses tcp [::1]:1514 as SYSTEM",
                        "closed, for good: true");
    }

    @Test
    void aTemplateOfTheSubjectIsTheText() throws IOException {
        assertThat(textSent("")).isEqualTo("CRITICAL: peer laptop is down");
        assertThat(textSent("{{kind}} of {{peerName}}")).isEqualTo("PEER_DOWN of laptop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host             | ''         | the name or the address
                    host             | a b        | without port
                    port             | 0          | from 1 to 65535
                    protocol         | sctp       | [udp, tcp, tls]
                    framing          | none       | [counted, newline]
                    facility         | kern       | [user, mail, daemon
                    appName          | two words  | without blanks
                    hostname         | münchen    | ASCII
                    enterpriseNumber | -1         | from 1 to 2147483647
                    timeoutSeconds   | 61         | from 1 to 60
                    """)
    void aWrongSettingIsRefusedWithWhatIsAllowed(String key, String value, String allowed) {
        Map<String, String> settings = new HashMap<>(Map.of("host", "logs.example.org"));
        settings.put(key, value);

        component(settings);

        assertThat(happened).singleElement().asString().contains(key + " = '" + value + "'", allowed);
    }

    private static String textSent(String subject) throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(collector.getLocalPort());
            new SyslogComponent(
                    id -> new Sending(),
                    Settings.config(ChannelConfig.class, Map.of("subject", subject)),
                    config(Map.of("host", "localhost", "port", port)),
                    Map.of("service.pid", SyslogConfig.PID + "~noc"));
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            collector.setSoTimeout(10_000);
            collector.receive(packet);
            return Parsed.of(Arrays.copyOf(packet.getData(), packet.getLength()))
                    .text();
        }
    }

    /** Sends a message as soon as it can. */
    private static final class Sending implements Channels.OpenChannel {
        @Override
        public void use(ChannelSettings settings, Transport transport) {
            try {
                transport.send(Sent.of("laptop").raised());
            } catch (DeliveryException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void refuse(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void close(boolean forGood) {}
    }

    private SyslogComponent component(Map<String, String> settings) {
        return new SyslogComponent(
                channels, common(), config(settings), Map.of("service.pid", SyslogConfig.PID + "~noc"));
    }

    private static ChannelConfig common() {
        return Settings.config(ChannelConfig.class, Map.of());
    }

    private static SyslogConfig config(Map<String, String> settings) {
        return Settings.config(SyslogConfig.class, settings);
    }
}
