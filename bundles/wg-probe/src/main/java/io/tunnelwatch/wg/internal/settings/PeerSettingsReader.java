package io.tunnelwatch.wg.internal.settings;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import io.tunnelwatch.wg.Expectation;
import java.util.Base64;
import java.util.Optional;

/** Checks the settings of a peer. */
public final class PeerSettingsReader {

    /** Bytes of a Curve25519 key. */
    private static final int KEY_BYTES = 32;

    private PeerSettingsReader() {}

    /** @throws InvalidSettingException the first setting that is wrong */
    public static PeerSettings read(ConfigurationName configuration, PeerConfig config) {
        SettingReader reader = new SettingReader(configuration.pid());
        return new PeerSettings(
                publicKey(reader, config.publicKey().strip()),
                SettingReader.text(config.name()).or(() -> Optional.of(configuration.instance())),
                reader.constant("expect", config.expect(), Expectation.class),
                reader.constant("severity", config.severity(), Severity.class),
                SettingReader.list(config.tags()));
    }

    private static String publicKey(SettingReader reader, String text) {
        try {
            if (Base64.getDecoder().decode(text).length == KEY_BYTES) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // refused below, as a key of another length is
        }
        throw reader.refused("publicKey", text, "a public key in base64, 44 characters, as 'wg show' prints it");
    }
}
