package io.tunnelwatch.notifier.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttSettingsReaderTest {

    private static final String SECRET = "s3cr3t";

    @Test
    void aUrlIsEnough() {
        MqttSettings settings = read(Map.of("url", "tcp://broker"));

        assertThat(settings.broker()).isEqualTo(new Broker("broker", 1883, false));
        assertThat(settings.clientId()).isEqualTo("own-id");
        assertThat(settings.topics().prefix()).isEqualTo("tunnelwatch");
        assertThat(settings.qos()).isEqualTo(1);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.caFile()).isEmpty();
        assertThat(settings.login().username()).isEmpty();
        assertThat(settings.keepResolved()).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({
        "ssl://broker.example.org, ssl://broker.example.org:8883",
        "mqtts://b_1:8884, ssl://b_1:8884",
        "MQTT://10.0.0.1/, tcp://10.0.0.1:1883",
        "tcp://[::1]:1884, tcp://[::1]:1884"
    })
    void urlsAreReadAsPeopleWriteThem(String url, String broker) {
        assertThat(read(Map.of("url", url)).broker()).hasToString(broker);
    }

    @ParameterizedTest
    @CsvSource({
        "url, ''",
        "url, broker:1883",
        "url, http://broker",
        "url, tcp://broker:0",
        "url, tcp://broker:65536",
        "url, tcp://broker/path",
        "qos, 0",
        "qos, 3",
        "timeoutSeconds, 0",
        "topic, a/#",
        "clientId, 'a\u0001'",
        "username, 'a\u0001'",
        "caFile, 'a\u0000'",
        "keepResolvedHours, 0"
    })
    void whatIsWrongIsRefusedByName(String key, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("url", "tcp://broker"));
        settings.put(key, value);

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("pid: " + key + " = ");
    }

    @Test
    void noSecretIsShown() {
        assertThatThrownBy(() -> read(Map.of("url", "tcp://noc:" + SECRET + "@broker:1883")))
                .hasMessageContaining("without user")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> read(Map.of("url", "tcp://broker", "password", SECRET.repeat(200))))
                .hasMessageNotContaining(SECRET);
        assertThat(read(Map.of("url", "tcp://broker", "username", "noc", "password", SECRET))
                        .toString())
                .contains("noc")
                .doesNotContain(SECRET);
    }

    @Test
    void aFileOfCertificatesIsNotLookedAtBeforeItIsNeeded() {
        assertThat(read(Map.of("url", "ssl://broker", "caFile", "/not/there.pem"))
                        .caFile())
                .contains(Path.of("/not/there.pem"));
    }

    private static MqttSettings read(Map<String, String> settings) {
        return MqttSettingsReader.read(new SettingReader("pid"), Configs.mqtt(settings), "own-id");
    }
}
