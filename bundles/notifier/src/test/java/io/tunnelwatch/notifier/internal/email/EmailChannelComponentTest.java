package io.tunnelwatch.notifier.internal.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.channel.RecordedChannels;
import io.tunnelwatch.notifier.channel.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmailChannelComponentTest {

    private static final int BUNDLE_STOPPED = 6;
    private static final int CONFIGURATION_DELETED = 4;

    private final RecordedChannels channels = new RecordedChannels();

    @Test
    void aConfigurationIsAChannelUntilItIsDeleted() {
        EmailChannelComponent component = component(settings("noc@example.org"));
        component.modified(RecordedChannels.common(), config(settings("ops@example.org")));
        component.deactivate(CONFIGURATION_DELETED);
        component(settings("noc@example.org")).deactivate(BUNDLE_STOPPED);
        channels.transports.forEach(Transport::close);

        assertThat(channels.calls)
                .containsExactly(
                        "open email.noc",
                        "use noc@example.org by mail.example.org:587 (starttls)",
                        "use ops@example.org by mail.example.org:587 (starttls)",
                        "close true",
                        "open email.noc",
                        "use noc@example.org by mail.example.org:587 (starttls)",
                        "close false");
    }

    @Test
    void wrongSettingsAreRefusedWithoutTheSecret() {
        component(Map.of("host", "mail.example.org", "password", "s3cr3t", "to", new String[] {"noc"}));

        assertThat(channels.calls)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("refuse io.tunnelwatch.channel.email~noc: ")
                .doesNotContain("s3cr3t");
    }

    private EmailChannelComponent component(Map<String, ?> settings) {
        return new EmailChannelComponent(
                channels,
                RecordedChannels.common(),
                config(settings),
                RecordedChannels.properties("io.tunnelwatch.channel.email~noc"));
    }

    private static EmailConfig config(Map<String, ?> settings) {
        return RecordedChannels.config(EmailConfig.class, settings);
    }

    private static Map<String, ?> settings(String to) {
        return Map.of(
                "host", "mail.example.org",
                "from", "watch@example.org",
                "username", "watch",
                "password", "s3cr3t",
                "to", new String[] {to});
    }
}
