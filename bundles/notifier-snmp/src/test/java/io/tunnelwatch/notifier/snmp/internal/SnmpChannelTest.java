package io.tunnelwatch.notifier.snmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.snmp.internal.Manager.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnmpChannelTest {

    private static final Map<String, String> NOC = Map.of("host", "noc.example.org", "username", "watch");

    @TempDir
    Path folder;

    private final List<String> happened = new ArrayList<>();

    private final Channels channels = id -> new Channels.OpenChannel() {
        @Override
        public void use(ChannelSettings settings, Transport transport) {
            happened.add(id + " uses " + transport.target() + " for " + transport.audience());
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
        SnmpChannel channel = channel(Map.of("host", "noc.example.org", "version", "v2c", "community", "c0mmunity"));
        channel.modified(
                common(""),
                config(Map.of(
                        "host", "::1",
                        "port", "1162",
                        "username", "watch",
                        "authenticationPassword", "12345678",
                        "privacyPassword", "87654321")));
        channel.modified(
                common(""),
                config(Map.of(
                        "host", "noc.example.org",
                        "type", "trap",
                        "username", "watch",
                        "engineId", "0x8000137005aabbccdd")));
        channel.deactivate(4);

        assertThat(happened)
                .containsExactly(
                        "snmp.noc uses v2c informs to noc.example.org:162 for SYSTEM",
                        "snmp.noc uses v3 informs to [::1]:1162 as watch (authPriv) for SYSTEM",
                        "snmp.noc uses v3 traps to noc.example.org:162 as watch (noAuthNoPriv),"
                                + " engine 0x8000137005aabbccdd for SYSTEM",
                        "closed, for good: true");
    }

    @Test
    void theEngineThatIsShownIsTheSameAfterARestart() {
        Map<String, String> traps = new HashMap<>(NOC);
        traps.put("type", "trap");
        channel(traps).deactivate(0);
        channel(traps);

        assertThat(happened).hasSize(3);
        assertThat(happened.get(0)).contains("engine 0x8000137005").isEqualTo(happened.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host                   | ''               | the name or the address
                    host                   | a b              | without port
                    port                   | 0                | from 1 to 65535
                    version                | v1               | [v2c, v3]
                    type                   | poll             | [inform, trap]
                    username               | ''               | the user of v3
                    username               | 123456789012345678901234567890123 | up to 32 bytes
                    authentication         | md5              | [sha, sha224, sha256, sha384, sha512]
                    privacy                | des              | [aes128, aes192, aes256]
                    engineId               | 8000             | from 5 to 32 bytes in hex
                    engineId               | 0000000000       | not all of them 00
                    engineId               | 80001370zz       | in hex
                    timeoutSeconds         | 11               | from 1 to 10
                    retries                | 6                | from 0 to 5
                    oid                    | 1.3.6.1.4.1.x    | an OID in numbers
                    oid                    | 1.3.6.1.4.1.4294967296 | an OID in numbers
                    oid                    | .1.3.6.1.4.1     | an OID in numbers
                    """)
    void aWrongSettingIsRefusedWithWhatIsAllowed(String key, String value, String allowed) {
        Map<String, String> settings = new HashMap<>(NOC);
        settings.put(key, value);

        channel(settings);

        assertThat(happened).singleElement().asString().contains(key + " = '" + value + "'", allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    v3  | authenticationPassword | short   | authenticationPassword = '(secret)' | from 8 to 255 bytes
                    v3  | privacyPassword        | short   | privacyPassword = '(secret)'        | from 8 to 255 bytes
                    v3  | privacyPassword        | 12345678| authenticationPassword = ''         | encrypts nothing without one
                    v2c | community              | ''      | community = ''                      | which v2c needs
                    """)
    void aWrongSecretIsNotShown(String version, String key, String value, String shown, String allowed) {
        Map<String, String> settings = new HashMap<>(NOC);
        settings.put("version", version);
        settings.put(key, value);

        channel(settings);

        assertThat(happened).singleElement().asString().contains(shown, allowed);
        if (!value.isEmpty()) {
            assertThat(happened).singleElement().asString().doesNotContain(value);
        }
    }

    @Test
    void settingsShowNoSecret() {
        assertThat(Settings.read(Map.of(
                                "host", "noc.example.org",
                                "username", "watch",
                                "authenticationPassword", "a-secret-1",
                                "privacyPassword", "a-secret-2"))
                        .toString())
                .contains("watch")
                .doesNotContain("a-secret");
        assertThat(Settings.read(Map.of("host", "noc.example.org", "version", "v2c", "community", "a-secret-3"))
                        .toString())
                .doesNotContain("a-secret");
    }

    @Test
    void aTemplateOfTheSubjectIsTheSummary() throws Exception {
        assertThat(summarySent("")).isEqualTo("peer laptop is down");
        assertThat(summarySent("{{kind}} of {{peerName}}")).isEqualTo("PEER_DOWN of laptop");
    }

    private String summarySent(String subject) throws Exception {
        try (Manager manager = Manager.start()) {
            new SnmpChannel(
                    id -> new Sending(),
                    common(subject),
                    config(Map.of(
                            "host", "127.0.0.1",
                            "port", String.valueOf(manager.port()),
                            "version", "v2c",
                            "community", "noc")),
                    folder,
                    Map.of("service.pid", SnmpConfig.PID + "~noc"));
            Told told = manager.next();
            return told.value("1.11.0").toString();
        }
    }

    /** Sends a message as soon as it can. */
    private static final class Sending implements Channels.OpenChannel {
        @Override
        public void use(ChannelSettings settings, Transport transport) {
            try (transport) {
                transport.send(Sent.of("laptop").raised());
            } catch (DeliveryException | InterruptedException e) {
                throw new AssertionError(e);
            } catch (Exception e) {
                throw new AssertionError("close", e);
            }
        }

        @Override
        public void refuse(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void close(boolean forGood) {}
    }

    private SnmpChannel channel(Map<String, String> settings) {
        return new SnmpChannel(
                channels, common(""), config(settings), folder, Map.of("service.pid", SnmpConfig.PID + "~noc"));
    }

    private static ChannelConfig common(String subject) {
        return Settings.config(ChannelConfig.class, Map.of("subject", subject));
    }

    private static SnmpConfig config(Map<String, String> settings) {
        return Settings.config(SnmpConfig.class, settings);
    }
}
