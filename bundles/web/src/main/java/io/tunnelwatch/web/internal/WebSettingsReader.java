package io.tunnelwatch.web.internal;

import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the settings of the web bundle. */
final class WebSettingsReader {

    private static final Pattern ORIGIN = Pattern.compile("https?://[\\p{Alnum}.:\\[\\]-]+");

    private WebSettingsReader() {}

    /** @throws InvalidSettingException the first setting that is wrong */
    static WebSettings read(WebConfig config) {
        SettingReader reader = new SettingReader(WebConfig.PID);
        return new WebSettings(
                security(reader, config), reader.wholeNumber("eventClients", config.eventClients(), 1, 10_000));
    }

    private static SecuritySettings security(SettingReader reader, WebConfig config) {
        return new SecuritySettings(
                roles(reader, "readRoles", config.readRoles()),
                roles(reader, "writeRoles", config.writeRoles()),
                origins(reader, config.origins()),
                Duration.ofHours(reader.wholeNumber("sessionHours", config.sessionHours(), 1, 720)),
                Duration.ofMinutes(reader.wholeNumber("sessionIdleMinutes", config.sessionIdleMinutes(), 1, 1440)),
                reader.wholeNumber("failedLogins", config.failedLogins(), 1, 1000),
                Duration.ofMinutes(reader.wholeNumber("failedLoginMinutes", config.failedLoginMinutes(), 1, 1440)));
    }

    private static Set<String> roles(SettingReader reader, String key, String text) {
        List<String> roles = SettingReader.list(text);
        if (roles.isEmpty()) {
            throw reader.refused(key, text, "at least one role of Karaf, with commas between them");
        }
        return Set.copyOf(roles);
    }

    private static Set<String> origins(SettingReader reader, String text) {
        Set<String> origins = new HashSet<>();
        for (String origin : SettingReader.list(text)) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw reader.refused("origins", origin, "https://NAME or https://NAME:PORT, without a path");
            }
            origins.add(origin.toLowerCase(Locale.ROOT));
        }
        return origins;
    }
}
