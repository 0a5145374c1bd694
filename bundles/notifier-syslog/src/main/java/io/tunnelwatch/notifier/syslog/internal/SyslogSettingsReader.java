package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.settings.SettingReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Checks the settings of a syslog channel. */
final class SyslogSettingsReader {

    private static final int LONGEST_HOSTNAME = 255;
    private static final int LONGEST_APP_NAME = 48;
    private static final int LAST_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]{1,255}");
    private static final Pattern NOT_PRINTABLE_ASCII = Pattern.compile("[^!-~]");

    private SyslogSettingsReader() {}

    /** @throws io.tunnelwatch.settings.InvalidSettingException the first setting that is wrong */
    static SyslogSettings read(SettingReader reader, SyslogConfig config) {
        Protocol protocol =
                reader.constant("protocol", config.protocol(), Protocol.class).orElse(Protocol.UDP);
        return new SyslogSettings(
                host(reader, config.host()),
                SettingReader.text(config.port())
                        .map(text -> reader.wholeNumber("port", text, 1, LAST_PORT))
                        .orElse(protocol.port()),
                protocol,
                reader.constant("framing", config.framing(), Framing.class).orElse(Framing.COUNTED),
                reader.constant("facility", config.facility(), Facility.class).orElse(Facility.LOCAL0),
                SettingReader.text(config.appName())
                        .map(text -> name(reader, "appName", text, LONGEST_APP_NAME))
                        .orElse("-"),
                SettingReader.text(config.hostname())
                        .map(text -> name(reader, "hostname", text, LONGEST_HOSTNAME))
                        .orElseGet(SyslogSettingsReader::machine),
                reader.wholeNumber("enterpriseNumber", config.enterpriseNumber(), 1, Integer.MAX_VALUE),
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 1, 60)));
    }

    private static String host(SettingReader reader, String text) {
        String allowed = "the name or the address of the collector, without port";
        String host = reader.required("host", text, allowed);
        if (!HOST.matcher(host).matches()) {
            throw reader.refused("host", text, allowed);
        }
        return host;
    }

    private static String name(SettingReader reader, String key, String text, int longest) {
        if (text.length() > longest || NOT_PRINTABLE_ASCII.matcher(text).find()) {
            throw reader.refused(key, text, "up to " + longest + " characters of ASCII without blanks");
        }
        return text;
    }

    /** The machine's name as far as the protocol can say it. */
    private static String machine() {
        try {
            String name = NOT_PRINTABLE_ASCII
                    .matcher(InetAddress.getLocalHost().getHostName())
                    .replaceAll("?");
            return name.substring(0, Math.min(name.length(), LONGEST_HOSTNAME));
        } catch (UnknownHostException e) {
            return "-"; // RFC 5424, 6.2.4: what it does not know, it says so
        }
    }
}
