package io.tunnelwatch.notifier.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.notifier.channel.RecordedChannels;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import io.tunnelwatch.settings.InvalidSettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {

    private static final String URL = "https://user:passw0rd@hooks.example.org:8443/services/T0KEN?key=s3cr3t";

    @Test
    void nothingThatMayBeSecretIsShown() {
        WebhookSettings settings = WebhookSamples.settings(
                Map.of("url", URL, "secret", "s1gn", "header.Authorization", "Bearer t0k", "method", "put"));

        assertThat(settings).hasToString("PUT https://hooks.example.org:8443/…");
    }

    @Test
    void theUserOfAUrlLogsInUnlessAHeaderSaysOtherwise() {
        assertThat(WebhookSamples.settings(Map.of("url", URL)).headers())
                .containsEntry("Authorization", "Basic dXNlcjpwYXNzdzByZA==");
        assertThat(WebhookSamples.settings(Map.of("url", URL, "header.authorization", "Bearer t0k"))
                        .headers())
                .containsEntry("Authorization", "Bearer t0k")
                .hasSize(2);
    }

    @Test
    void whoHasABodyOfHisOwnTellsPeople() {
        Map<String, String> json = Map.of("url", URL);
        Map<String, String> chat = Map.of("url", URL, "body", "{\"text\":\"{{headline}}\"}");
        Map<String, String> broken = Map.of("url", URL, "body", "{{");

        assertThat(WebhookSamples.settings(json).audience()).isEqualTo(Audience.SYSTEM);
        assertThat(WebhookSamples.settings(chat).audience()).isEqualTo(Audience.PEOPLE);
        assertThat(WebhookSamples.settings(broken).audience()).isEqualTo(Audience.PEOPLE);
        assertThat(WebhookSamples.settings(Map.of("url", URL, "audience", "people"))
                        .audience())
                .isEqualTo(Audience.PEOPLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url            |                              | http
                    url            | ftp://host/s3cr3t            | http
                    url            | https:///s3cr3t              | http
                    url            | https://host/s3cr3t with it  | blanks
                    url            | https://host:99999/s3cr3t    | http
                    url            | host/s3cr3t                  | http
                    method         | GET                          | post
                    contentType    | json                         | application/json
                    contentType    | a/b\\r\\nX: y                | application/json
                    header.Host    | s3cr3t                       | none of
                    header.Content-Type | s3cr3t                  | none of
                    header.A B     | s3cr3t                       | one line
                    header.A       | s3cr3t\\r\\nX-B: c           | one line
                    header.        | s3cr3t                       | one line
                    audience       | everybody                    | people
                    caFile         | /nowhere                     | PEM
                    timeoutSeconds | 0                            | 1 to 120
                    """)
    void aWrongSettingIsRefusedByNameAndSecretsAreNotShown(String key, String value, String allowed) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("url", URL));
        settings.put(key, value == null ? "" : value.replace("\\r", "\r").replace("\\n", "\n"));

        assertThatThrownBy(() -> WebhookSamples.settings(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("io.tunnelwatch.channel.webhook~chat: " + key)
                .hasMessageContaining(allowed)
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aConfigurationIsAChannelUntilItIsDeleted() {
        RecordedChannels channels = new RecordedChannels();
        WebhookConfig config = RecordedChannels.config(WebhookConfig.class, Map.of("url", URL));
        WebhookConfig wrong = RecordedChannels.config(WebhookConfig.class, Map.of("url", "s3cr3t"));
        Map<String, Object> properties = RecordedChannels.properties("io.tunnelwatch.channel.webhook~chat");

        WebhookChannelComponent component =
                new WebhookChannelComponent(channels, RecordedChannels.common(), config, properties);
        component.modified(RecordedChannels.common(), wrong, properties);
        component.deactivate(4);
        channels.transports.forEach(Transport::close);

        assertThat(channels.calls)
                .hasSize(4)
                .contains("open webhook.chat", "use POST https://hooks.example.org:8443/…", "close true");
        assertThat(channels.calls.get(2))
                .startsWith("refuse io.tunnelwatch.channel.webhook~chat: url")
                .doesNotContain("s3cr3t");
    }
}
