package io.tunnelwatch.wg.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.testing.Configs;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final ConfigurationName BERLIN = ConfigurationName.of(Configs.pid("io.tunnelwatch.gateway~berlin"));

    @Test
    void aFileWithoutSettingsIsAGatewayWithTheDefaults() {
        GatewaySettings settings = gateway(Map.of());
        assertThat(settings.name()).isEqualTo("berlin");
        assertThat(settings.source()).isEqualTo(SourceType.WG);
        assertThat(settings.command()).containsExactly("wg", "show", "all", "dump");
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.interfaces()).isEmpty();
        assertThat(settings.expect()).isEqualTo(Expectation.AUTO);
        assertThat(settings.staleAfter()).isEqualTo(Duration.ofSeconds(180));
        assertThat(settings.idleDownAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.outage()).isEqualTo(new OutagePolicy(50, Duration.ofSeconds(180)));
        assertThat(settings.limits()).isEqualTo(Dumps.LIMITS);
    }

    @Test
    void settingsAreReadAsPeopleWriteThem() {
        GatewaySettings settings = gateway(Map.of(
                "command",
                "  sudo -n  wg show all dump ",
                "expect",
                " Roaming ",
                "interfaces",
                "wg0, wg1,,wg0",
                "intervalSeconds",
                " 5 ",
                "name",
                "Berlin Mitte",
                "idleDownAfterMinutes",
                "0",
                "outagePercent",
                "0",
                "outageWindowSeconds",
                "60"));
        assertThat(settings.command()).containsExactly("sudo", "-n", "wg", "show", "all", "dump");
        assertThat(settings.expect()).isEqualTo(Expectation.ROAMING);
        assertThat(settings.interfaces()).containsExactly("wg0", "wg1");
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.name()).isEqualTo("Berlin Mitte");
        assertThat(settings.idleDownAfter()).isZero();
        assertThat(settings.outage()).isEqualTo(new OutagePolicy(0, Duration.ofSeconds(60)));
    }

    @Test
    void whatPeersDoIsLimitedAsItIsWritten() {
        assertThat(gateway(Map.of(
                                "flapChanges", "3",
                                "flapWindowMinutes", "1440",
                                "oneWayMinutes", "0",
                                "endpointChanges", "0",
                                "endpointWindowMinutes", "1"))
                        .limits())
                .isEqualTo(new PeerLimits(
                        new ChangeLimit(3, Duration.ofDays(1)),
                        new ChangeLimit(0, Duration.ofMinutes(1)),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "intervalSeconds,0",
        "intervalSeconds,ten",
        "intervalSeconds,''",
        "intervalSeconds,1e3",
        "timeoutSeconds,601",
        "staleAfterSeconds,9",
        "idleDownAfterMinutes,-1",
        "expect,sometimes",
        "outagePercent,101",
        "outagePercent,-1",
        "outagePercent,50%",
        "flapChanges,1",
        "flapChanges,2",
        "flapChanges,21",
        "flapWindowMinutes,0",
        "flapWindowMinutes,1441",
        "endpointChanges,2",
        "endpointChanges,-1",
        "endpointWindowMinutes,0",
        "oneWayMinutes,-1",
        "oneWayMinutes,1441",
        "outageWindowSeconds,9",
        "outageWindowSeconds,3601",
        "source,uapi",
        "source,ssh",
        "source,carrier pigeon",
        "command,'  '"
    })
    void aWrongSettingIsRefusedWithPidKeyAndValue(String key, String value) {
        assertThatThrownBy(() -> gateway(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("io.tunnelwatch.gateway~berlin: " + key + " = '" + value + "' is refused");
    }

    @ParameterizedTest
    @CsvSource({
        "flapChanges,2",
        "flapChanges,21",
        "flapChanges,-1",
        "flapChanges,often",
        "endpointChanges,2",
        "endpointChanges,21",
        "endpointChanges,-1"
    })
    void aNumberOfChangesThatIsRefusedIsToldAllThatAreAllowed(String key, String value) {
        assertThatThrownBy(() -> gateway(Map.of(key, value)))
                .hasMessage("io.tunnelwatch.gateway~berlin: " + key + " = '" + value
                        + "' is refused, allowed is 0 for never, or from 3 to 20");
    }

    @Test
    void aPeersSettingsAreRead() {
        PeerSettings settings = peer(Map.of(
                "publicKey", " " + KEY + " ", "expect", "always", "severity", "warning", "tags", "site:b, heat"));
        assertThat(settings)
                .isEqualTo(new PeerSettings(
                        KEY,
                        Optional.of("boiler"),
                        Optional.of(Expectation.ALWAYS),
                        Optional.of(Severity.WARNING),
                        List.of("heat", "site:b")));
        assertThat(peer(Map.of("publicKey", KEY, "name", "Ada")).name()).contains("Ada");
    }

    @ParameterizedTest
    @CsvSource({"publicKey,''", "publicKey,abc", "publicKey,%%%", "expect,never", "severity,fatal"})
    void aPeersWrongSettingIsRefused(String key, String value) {
        Map<String, String> settings =
                key.equals("publicKey") ? Map.of(key, value) : Map.of("publicKey", KEY, key, value);
        assertThatThrownBy(() -> peer(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(key + " = '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "io.tunnelwatch.gateway~berlin,,berlin",
        "io.tunnelwatch.gateway.0a1b,file:/opt/karaf/etc/io.tunnelwatch.gateway~paris.cfg,paris",
        "io.tunnelwatch.gateway.0a1b,file:/opt/karaf/etc/io.tunnelwatch.gateway~a.b.cfg,a.b",
        "io.tunnelwatch.gateway.0a1b,,io.tunnelwatch.gateway.0a1b"
    })
    void aConfigurationIsCalledByItsPidOrItsFile(String pid, String file, String name) {
        Map<String, Object> properties =
                file == null ? Configs.pid(pid) : Map.of("service.pid", pid, "felix.fileinstall.filename", file);
        assertThat(ConfigurationName.of(properties)).isEqualTo(new ConfigurationName(pid, name));
    }

    private static GatewaySettings gateway(Map<String, String> settings) {
        return GatewaySettingsReader.read(BERLIN, Configs.of(GatewayConfig.class, settings));
    }

    private static PeerSettings peer(Map<String, String> settings) {
        return PeerSettingsReader.read(
                ConfigurationName.of(Configs.pid("io.tunnelwatch.peer~boiler")),
                Configs.of(PeerConfig.class, settings));
    }
}
