package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.notifier.channel.HttpSender;
import io.tunnelwatch.settings.SettingReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the settings of an Alertmanager channel. */
final class AlertmanagerSettingsReader {

    private static final int HOUR_SECONDS = 3_600;

    /** Names of Prometheus; those that begin with two underscores are its own. */
    private static final Pattern LABEL = Pattern.compile("(?!__)([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*(\\S.*)");

    private static final Pattern MAY_BE_SECRET = Pattern.compile("//[^/]*@|[?#].*");

    private AlertmanagerSettingsReader() {}

    /** @throws io.tunnelwatch.settings.InvalidSettingException the first setting that is wrong */
    static AlertmanagerSettings read(SettingReader reader, AlertmanagerConfig config) {
        return new AlertmanagerSettings(
                urls(reader, SettingReader.list(config.url())),
                labels(reader, SettingReader.list(config.labels())),
                SettingReader.text(config.generatorUrl()).map(text -> url(reader, "generatorUrl", text)),
                Duration.ofSeconds(reader.wholeNumber("refreshSeconds", config.refreshSeconds(), 10, HOUR_SECONDS)),
                credentials(reader, config),
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 1, 30)));
    }

    private static List<URI> urls(SettingReader reader, List<String> texts) {
        if (texts.isEmpty()) {
            throw reader.refused("url", "", "one URL or more, such as http://alertmanager.example.org:9093");
        }
        return texts.stream()
                .map(text -> url(reader, "url", text.replaceFirst("/+$", "")))
                .toList();
    }

    private static URI url(SettingReader reader, String key, String text) {
        String allowed = "http://... or https://... with a host, without user, query and fragment";
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null && !MAY_BE_SECRET.matcher(text).find()) {
                return url;
            }
        } catch (URISyntaxException e) {
            // refused below; its text could show a password
        }
        throw reader.refused(key, MAY_BE_SECRET.matcher(text).replaceAll("…"), allowed);
    }

    private static Map<String, String> labels(SettingReader reader, List<String> texts) {
        Map<String, String> labels = new TreeMap<>();
        for (String text : texts) {
            Matcher label = LABEL.matcher(text);
            if (!label.matches() || AlertWriter.LABELS.contains(label.group(1))) {
                throw reader.refused(
                        "labels",
                        text,
                        "name=value with letters, digits and _ in the name, and none of " + AlertWriter.LABELS);
            }
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    private static Credentials credentials(SettingReader reader, AlertmanagerConfig config) {
        Optional<String> username = SettingReader.text(config.username());
        Optional<String> token = SettingReader.text(config.token());
        if (username.isPresent() && token.isPresent()) {
            throw reader.refused("username", username.get(), "either username and password, or token");
        }
        if (token.isPresent() && !HttpSender.isHeader("Authorization", token.get())) {
            throw reader.refused("token", "…", "a text without line breaks");
        }
        return token.map(Credentials::bearer)
                .or(() -> username.map(name -> Credentials.basic(name, config.password())))
                .orElse(Credentials.NONE);
    }
}
