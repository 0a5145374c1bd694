package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.SettingReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the settings that every channel has. */
final class ChannelSettingsReader {

    private static final int MOST_PER_MINUTE = 1000;
    private static final int WEEK_MINUTES = 7 * 24 * 60;
    private static final int MONTH_HOURS = 31 * 24;

    private ChannelSettingsReader() {}

    /** @throws io.tunnelwatch.settings.InvalidSettingException a value is refused */
    static ChannelSettings read(SettingReader reader, ChannelConfig config) {
        ZoneId zone = zone(reader, config.timeZone());
        int renotify = reader.wholeNumber("renotifyMinutes", config.renotifyMinutes(), 0, WEEK_MINUTES);
        int perMinute = reader.wholeNumber("maxPerMinute", config.maxPerMinute(), 0, MOST_PER_MINUTE);
        return new ChannelSettings(
                Match.read(reader, "match", config.match(), minimum(reader, config)),
                QuietHours.read(reader, "quietHours", config.quietHours(), zone, except(reader, config)),
                Optional.of(perMinute).filter(number -> number > 0),
                Optional.of(Duration.ofMinutes(renotify)).filter(every -> !every.isZero()),
                Duration.ofMinutes(reader.wholeNumber("afterMinutes", config.afterMinutes(), 0, WEEK_MINUTES)),
                Duration.ofHours(reader.wholeNumber("retryHours", config.retryHours(), 1, MONTH_HOURS)),
                Wording.read(config.subject(), config.text(), config.html(), zone));
    }

    private static Severity minimum(SettingReader reader, ChannelConfig config) {
        return reader.constant("minimumSeverity", config.minimumSeverity(), Severity.class)
                .orElse(Severity.INFO);
    }

    private static Optional<Severity> except(SettingReader reader, ChannelConfig config) {
        return config.quietHoursExcept().strip().equalsIgnoreCase("none")
                ? Optional.empty()
                : reader.constant("quietHoursExcept", config.quietHoursExcept(), Severity.class);
    }

    private static ZoneId zone(SettingReader reader, String text) {
        try {
            return text.isBlank() ? ZoneId.systemDefault() : ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw reader.refused("timeZone", text, "a zone such as Europe/Berlin or UTC");
        }
    }
}
