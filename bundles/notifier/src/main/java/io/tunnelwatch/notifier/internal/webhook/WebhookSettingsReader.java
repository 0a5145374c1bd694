package io.tunnelwatch.notifier.internal.webhook;

import io.tunnelwatch.notifier.channel.HttpSender;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import io.tunnelwatch.notifier.channel.TrustedCertificates;
import io.tunnelwatch.notifier.internal.webhook.WebhookSettings.Method;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks the settings of a webhook. What may be a secret is refused without being shown. */
final class WebhookSettingsReader {

    private static final String HEADER = "header.";
    private static final String NOT_SHOWN = "…";
    private static final String MEDIA_TYPE = "[\\p{Alnum}!#$&^_.+-]+/[\\p{Alnum}!#$&^_.+-]+(\\s*;\\s*[\\p{Graph} ]+)?";

    /** These are ours to set. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "expect",
            "upgrade",
            "content-type",
            "idempotency-key",
            "x-tunnelwatch-signature");

    private WebhookSettingsReader() {}

    /**
     * Reads them.
     *
     * @param properties the headers are in
     * @param zone of the times in bodies
     * @throws InvalidSettingException the first setting that is wrong
     */
    static WebhookSettings read(SettingReader reader, WebhookConfig config, Map<String, ?> properties, ZoneId zone) {
        URI url = url(reader, config.url());
        String type = contentType(reader, config.contentType());
        boolean custom = !config.body().isBlank();
        return new WebhookSettings(
                url,
                reader.constant("method", config.method(), Method.class).orElse(Method.POST),
                headers(reader, url, type, properties),
                Optional.of(config.secret()).filter(secret -> !secret.isEmpty()),
                Body.read(config.body(), type, zone),
                reader.constant("audience", config.audience(), Audience.class)
                        .orElse(custom ? Audience.PEOPLE : Audience.SYSTEM),
                TrustedCertificates.read(reader, "caFile", config.caFile()),
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 1, 120)));
    }

    private static URI url(SettingReader reader, String text) {
        try {
            URI url = new URI(text.strip());
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null && url.getPort() <= 65_535 && url.getPort() != 0) {
                return url;
            }
        } catch (URISyntaxException e) {
            // it has the URL in it: refused below, as any other is
        }
        throw reader.refused(
                "url", text.isBlank() ? "" : NOT_SHOWN, "http://HOST/... or https://HOST/..., without blanks");
    }

    private static String contentType(SettingReader reader, String text) {
        String type = text.strip();
        if (!type.matches(MEDIA_TYPE)) {
            throw reader.refused("contentType", text, "a media type such as application/json or text/plain");
        }
        boolean charset = type.toLowerCase(Locale.ROOT).contains("charset");
        return type.startsWith("text/") && !charset ? type + "; charset=utf-8" : type;
    }

    private static Map<String, String> headers(SettingReader reader, URI url, String type, Map<String, ?> properties) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Optional.ofNullable(url.getUserInfo()).ifPresent(user -> headers.put("Authorization", "Basic " + base64(user)));
        headers.put("Content-Type", type);
        properties.forEach((key, value) -> {
            if (key.startsWith(HEADER)) {
                String name = key.substring(HEADER.length());
                String text = String.valueOf(value).strip();
                if (OURS.contains(name.toLowerCase(Locale.ROOT)) || !HttpSender.isHeader(name, text)) {
                    throw reader.refused(
                            key,
                            NOT_SHOWN,
                            "a header of HTTP in one line, and none of "
                                    + OURS.stream().sorted().toList());
                }
                headers.put(name, text);
            }
        });
        return headers;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
