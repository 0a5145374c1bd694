package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.notifier.channel.Utf8;
import io.tunnelwatch.notifier.snmp.internal.Login.Community;
import io.tunnelwatch.notifier.snmp.internal.Login.Key;
import io.tunnelwatch.notifier.snmp.internal.Login.User;
import io.tunnelwatch.settings.SettingReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/** Checks the settings of an SNMP channel. */
final class SnmpSettingsReader {

    private static final int LAST_PORT = 65_535;

    /** SnmpAdminString of snmpTargetParamsSecurityName, as USM has it (RFC 3414, 2.4). */
    private static final int LONGEST_NAME = 32;

    private static final int LONGEST_SECRET = 255;

    /** RFC 3414, 11.2. */
    private static final int SHORTEST_PASSWORD = 8;

    /** SnmpEngineID (RFC 3411, 5). */
    private static final int SHORTEST_ENGINE_ID = 5;

    private static final int LONGEST_ENGINE_ID = 32;
    private static final int LONGEST_ROOT = 100;
    private static final long LARGEST_ARC = 0xFFFFFFFFL;

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]{1,255}");
    private static final Pattern ROOT = Pattern.compile("1(\\.(0|[1-9]\\d{0,9})){4,}");

    private enum Version {
        V2C,
        V3
    }

    private enum Type {
        INFORM,
        TRAP
    }

    private SnmpSettingsReader() {}

    /** @throws io.tunnelwatch.settings.InvalidSettingException the first setting that is wrong */
    static SnmpSettings read(SettingReader reader, SnmpConfig config) {
        Version version =
                reader.constant("version", config.version(), Version.class).orElse(Version.V3);
        return new SnmpSettings(
                host(reader, config.host()),
                reader.wholeNumber("port", config.port(), 1, LAST_PORT),
                version == Version.V3 ? user(reader, config) : community(reader, config),
                reader.constant("type", config.type(), Type.class).orElse(Type.INFORM) == Type.INFORM,
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 1, 10)),
                reader.wholeNumber("retries", config.retries(), 0, 5),
                root(reader, config.oid()));
    }

    /**
     * The engine ID of the settings.
     *
     * @throws io.tunnelwatch.settings.InvalidSettingException it is none
     */
    static Optional<OctetString> engineId(SettingReader reader, SnmpConfig config) {
        String allowed = "from " + SHORTEST_ENGINE_ID + " to " + LONGEST_ENGINE_ID
                + " bytes in hex, not all of them 00 or ff, such as 80001370050102030405060708";
        return SettingReader.text(config.engineId()).map(text -> {
            try {
                byte[] bytes = HexFormat.of().parseHex(text.replaceFirst("^0[xX]", ""));
                if (bytes.length >= SHORTEST_ENGINE_ID && bytes.length <= LONGEST_ENGINE_ID && !isUniform(bytes)) {
                    return new OctetString(bytes);
                }
            } catch (IllegalArgumentException e) {
                // refused below, as one of a wrong length is
            }
            throw reader.refused("engineId", text, allowed);
        });
    }

    private static boolean isUniform(byte[] bytes) {
        byte[] uniform = new byte[bytes.length];
        Arrays.fill(uniform, bytes[0]);
        return (bytes[0] == 0 || bytes[0] == -1) && Arrays.equals(uniform, bytes);
    }

    private static String host(SettingReader reader, String text) {
        String allowed = "the name or the address of the manager, without port";
        String host = reader.required("host", text, allowed);
        if (!HOST.matcher(host).matches()) {
            throw reader.refused("host", text, allowed);
        }
        return host;
    }

    private static Login community(SettingReader reader, SnmpConfig config) {
        return secret(reader, "community", config.community(), 1)
                .map(Community::new)
                .orElseThrow(() -> reader.refused("community", "", "the community, which v2c needs"));
    }

    private static Login user(SettingReader reader, SnmpConfig config) {
        String allowed = "the user of v3, up to " + LONGEST_NAME + " bytes";
        String name = reader.required("username", config.username(), allowed);
        if (Utf8.bytes(name).length > LONGEST_NAME) {
            throw reader.refused("username", name, allowed);
        }
        AuthenticationKind authentication = reader.constant(
                        "authentication", config.authentication(), AuthenticationKind.class)
                .orElse(AuthenticationKind.SHA256);
        PrivacyKind privacy =
                reader.constant("privacy", config.privacy(), PrivacyKind.class).orElse(PrivacyKind.AES128);
        User user = new User(
                text(name),
                password(reader, "authenticationPassword", config.authenticationPassword())
                        .map(password -> new Key<>(authentication, password)),
                password(reader, "privacyPassword", config.privacyPassword())
                        .map(password -> new Key<>(privacy, password)));
        if (user.privacy().isPresent() && user.authentication().isEmpty()) {
            throw reader.refused("authenticationPassword", "", "a password, for v3 encrypts nothing without one");
        }
        return user;
    }

    private static Optional<OctetString> password(SettingReader reader, String key, String text) {
        return secret(reader, key, text, SHORTEST_PASSWORD);
    }

    /** Taken as it is: blanks may belong to it. */
    private static Optional<OctetString> secret(SettingReader reader, String key, String text, int shortest) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int length = Utf8.bytes(text).length;
        if (length < shortest || length > LONGEST_SECRET) {
            throw reader.refused(key, "(secret)", "from " + shortest + " to " + LONGEST_SECRET + " bytes");
        }
        return Optional.of(text(text));
    }

    private static OID root(SettingReader reader, String text) {
        String root = text.strip();
        boolean allowed = root.length() <= LONGEST_ROOT
                && ROOT.matcher(root).matches()
                && Arrays.stream(root.split("\\.")).mapToLong(Long::parseLong).allMatch(arc -> arc <= LARGEST_ARC);
        if (!allowed) {
            throw reader.refused("oid", text, "an OID in numbers, such as 1.3.6.1.4.1.99999.1");
        }
        return new OID(root);
    }

    private static OctetString text(String text) {
        return new OctetString(Utf8.bytes(text));
    }
}
