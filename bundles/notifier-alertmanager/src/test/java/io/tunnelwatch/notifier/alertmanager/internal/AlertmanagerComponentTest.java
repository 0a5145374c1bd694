package io.tunnelwatch.notifier.alertmanager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerComponentTest {

    private final List<String> happened = new ArrayList<>();

    private final Channels channels = id -> new Channels.OpenChannel() {
        @Override
        public void use(ChannelSettings settings, Transport transport) {
            happened.add(id + " uses " + transport.target());
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
        AlertmanagerComponent component = component(Map.of("url", "http://one.example.org:9093/"));
        component.modified(common(), config(Map.of("url", "https://one.example.org/am, http://two.example.org:9093")));
        component.deactivate(4);

        assertThat(happened)
                .containsExactly(
                        "alertmanager.noc uses http://one.example.org:9093",
                        "alertmanager.noc uses https://one.example.org/…, http://two.example.org:9093",
                        "closed, for good: true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url            | ''                     | one URL or more
                    url            | alertmanager:9093      | with a host
                    url            | ftp://example.org      | http://... or https://...
                    url            | http://a b             | with a host
                    generatorUrl   | nowhere                | with a host
                    labels         | site                   | name=value
                    labels         | site=                  | name=value
                    labels         | a-b=c                  | letters, digits and _
                    labels         | __site=c               | letters, digits and _
                    labels         | severity=high          | none of [alertname, severity
                    refreshSeconds | 9                      | from 10 to 3600
                    timeoutSeconds | 31                     | from 1 to 30
                    """)
    void aWrongSettingIsRefusedWithWhatIsAllowed(String key, String value, String allowed) {
        component(with(key, value));

        assertThat(happened).singleElement().asString().contains(key + " = '" + value + "'", allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "url,http://jane:geheim@example.org",
        "url,http://example.org/?token=geheim",
        "url,http://jane:geh%eim@example.org/geheim?geheim",
        "token,'geheim\n'"
    })
    void aRefusalShowsNoSecret(String key, String value) {
        component(with(key, value.replace("\n", "\nx")));

        assertThat(happened)
                .singleElement()
                .asString()
                .contains("is refused")
                .doesNotContain("geheim@", "?token", "jane");
    }

    @Test
    void onlyOneKindOfProofIsGiven() {
        Map<String, String> both = with("username", "jane");
        both.put("token", "geheim");
        component(both);

        assertThat(happened).singleElement().asString().contains("or token").doesNotContain("geheim");
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("url", "http://one.example.org:9093"));
        settings.put(key, value);
        return settings;
    }

    private AlertmanagerComponent component(Map<String, String> settings) {
        return new AlertmanagerComponent(
                channels, common(), config(settings), Map.of("service.pid", AlertmanagerConfig.PID + "~noc"));
    }

    private static ChannelConfig common() {
        return Settings.config(ChannelConfig.class, Map.of());
    }

    private static AlertmanagerConfig config(Map<String, String> settings) {
        return Settings.config(AlertmanagerConfig.class, settings);
    }
}
