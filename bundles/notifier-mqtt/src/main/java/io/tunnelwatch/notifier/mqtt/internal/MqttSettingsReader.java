package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.settings.SettingReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Checks the settings of an MQTT channel. */
final class MqttSettingsReader {

    private static final String URL = "tcp://HOST:PORT or ssl://HOST:PORT, without user, path and query";
    private static final int LONGEST_NAME = 1000;
    private static final int YEAR_HOURS = 8_760;

    private MqttSettingsReader() {}

    /**
     * @param ownClientId where the configuration names none
     * @throws io.tunnelwatch.settings.InvalidSettingException the first setting that is wrong
     */
    static MqttSettings read(SettingReader reader, MqttConfig config, String ownClientId) {
        return new MqttSettings(
                broker(reader, config.url()),
                name(reader, "clientId", config.clientId()).orElse(ownClientId),
                login(reader, config),
                Topics.under(config.topic().strip())
                        .orElseThrow(() -> reader.refused("topic", config.topic(), Topics.ALLOWED)),
                reader.wholeNumber("qos", config.qos(), 1, 2),
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 1, 60)),
                caFile(reader, config.caFile()),
                Duration.ofHours(reader.wholeNumber("keepResolvedHours", config.keepResolvedHours(), 1, YEAR_HOURS)));
    }

    private static Broker broker(SettingReader reader, String url) {
        // what stands before an @ may be a password
        String shown = url.contains("@") ? "(a URL with a user)" : url;
        return Broker.parse(url).orElseThrow(() -> reader.refused("url", shown, URL));
    }

    private static Login login(SettingReader reader, MqttConfig config) {
        Optional<String> username = name(reader, "username", config.username());
        // taken as it is: blanks may belong to a password
        Optional<String> password = Optional.of(config.password()).filter(text -> !text.isEmpty());
        if (password.filter(text -> text.length() > LONGEST_NAME).isPresent()) {
            throw reader.refused("password", "(secret)", "up to " + LONGEST_NAME + " characters");
        }
        return new Login(username, password);
    }

    private static Optional<String> name(SettingReader reader, String key, String text) {
        Optional<String> name = SettingReader.text(text);
        if (name.filter(Topics::isMqttText).isEmpty() && name.isPresent() || text.length() > LONGEST_NAME) {
            throw reader.refused(key, text, "up to " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }

    private static Optional<Path> caFile(SettingReader reader, String text) {
        try {
            return SettingReader.text(text).map(Path::of);
        } catch (InvalidPathException e) {
            throw reader.refused("caFile", text, "the path of a PEM file");
        }
    }
}
