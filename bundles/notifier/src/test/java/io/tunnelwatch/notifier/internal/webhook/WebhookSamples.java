package io.tunnelwatch.notifier.internal.webhook;

import io.tunnelwatch.notifier.channel.RecordedChannels;
import io.tunnelwatch.settings.SettingReader;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of webhooks for tests. */
final class WebhookSamples {

    static final Instant NOW = Instant.parse("2026-11-26T08:00:05Z");

    private WebhookSamples() {}

    /** @param settings also headers, {@code header.NAME} */
    static WebhookSettings settings(Map<String, ?> settings) {
        return WebhookSettingsReader.read(
                new SettingReader("io.tunnelwatch.channel.webhook~chat"),
                RecordedChannels.config(WebhookConfig.class, settings),
                settings,
                ZoneOffset.UTC);
    }

    static WebhookTransport transport(String url, Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("url", url);
        return new WebhookTransport(settings(settings), InstantSource.fixed(NOW));
    }
}
