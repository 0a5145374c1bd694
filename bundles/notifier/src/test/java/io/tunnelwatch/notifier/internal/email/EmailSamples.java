package io.tunnelwatch.notifier.internal.email;

import io.tunnelwatch.notifier.channel.RecordedChannels;
import io.tunnelwatch.notifier.channel.Wording;
import io.tunnelwatch.settings.SettingReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of email channels for tests. */
final class EmailSamples {

    static final Instant NOW = Instant.parse("2026-11-26T08:00:05Z");
    static final Wording WORDING = Wording.builtIn(ZoneOffset.UTC);

    private EmailSamples() {}

    static EmailSettings settings(int port, Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("host", "localhost");
        settings.put("port", Integer.toString(port));
        settings.put("security", "none");
        settings.put("from", "Tunnelwatch <watch@example.org>");
        settings.put("to", new String[] {"a@example.org, b@example.org", "c@example.org"});
        settings.putAll(more);
        return EmailSettingsReader.read(
                new SettingReader("io.tunnelwatch.channel.email~noc"),
                RecordedChannels.config(EmailConfig.class, settings));
    }

    static EmailTransport transport(int port, Map<String, ?> more) {
        return new EmailTransport(settings(port, more), WORDING, InstantSource.fixed(NOW));
    }

    /** Gives up after a second. */
    static EmailTransport impatient(int port) {
        EmailSettings all = settings(port, Map.of());
        EmailSettings settings = new EmailSettings(
                all.host(),
                all.port(),
                all.security(),
                all.login(),
                all.from(),
                all.to(),
                all.cc(),
                all.trust(),
                Duration.ofSeconds(1));
        return new EmailTransport(settings, WORDING, InstantSource.fixed(NOW));
    }
}
